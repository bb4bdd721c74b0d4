package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.kinesis.KinesisStreamType;
import dev.netstock.local.kinesis.KinesisStreams;
import dev.netstock.local.malls.MallsLocal;
import dev.netstock.local.mallshops.DemoMall;
import dev.netstock.local.mallshops.MallShops;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The simulated day, against a stream and an API that accept all of it. */
class LiveCommandTest {
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path repository;
    private final KinesisStreams streams = new KinesisStreams(ENVIRONMENT, InstantSource.system());
    private final String stream =
            new TemplateProbe(new KinesisStreamType(streams))
                    .provision("Movements", "{'StreamModeDetails': {'StreamMode': 'ON_DEMAND'}}")
                    .ref();

    @AfterEach
    void stop() {
        streams.close();
    }

    @Test
    void live_untilInterrupted_sendsMovementsAndOrders() throws InterruptedException {
        try (var api = new StandInApi(201, "{}");
                var commands = new CommandRun(repository, state(api))) {
            Thread day =
                    Thread.ofPlatform().start(() -> commands.run("live", "--per-second", "99"));
            await().atMost(LIMIT)
                    .until(() -> paid(api) > 0 && givenBack(api) > 0 && !movements().isEmpty());
            day.interrupt();
            assertThat(day.join(LIMIT)).isTrue();

            assertThat(api.requests()).allMatch(it -> it.endsWith(" Bearer for netstock/reserve"));
            assertThat(movements())
                    .allSatisfy(it -> assertThat(it).contains("\"type\":\"movement.recorded\""));
            assertThat(commands.out()).contains("paid, 201", "payment failed, 201", "sale ");
        }
    }

    @Test
    void live_withMalls_hasMallCustomers() throws Exception {
        try (var api = new StandInApi(201, "{}");
                var malls = MallsLocal.start();
                var http = HttpClient.newHttpClient();
                var commands = new CommandRun(repository, state(api, malls))) {
            new MallShops(http, malls.endpoint()).open(Catalogue.of(Catalogue.SEED), 2);
            Thread day =
                    Thread.ofPlatform().start(() -> commands.run("live", "--per-second", "99"));
            for (DemoMall mall : DemoMall.values()) {
                await().atMost(LIMIT)
                        .until(() -> orders(http, malls, mall.simulator()).contains("active"));
            }
            await().atMost(LIMIT)
                    .until(
                            () ->
                                    commands.out().contains(", cancelled")
                                            && commands.out().contains(", changed to"));
            day.interrupt();
            assertThat(day.join(LIMIT)).isTrue();
            assertThat(commands.out()).contains(" amazon, ", ", active");
        }
    }

    private static String orders(HttpClient http, MallsLocal malls, String mall)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(malls.endpoint().resolve("/admin/" + mall + "/orders"));
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    @Test
    void live_zeroPerSecond_fails() {
        try (var api = new StandInApi(201, "{}");
                var commands = new CommandRun(repository, state(api))) {
            assertThat(commands.run("live", "--per-second", "0")).isEqualTo(1);
            assertThat(commands.errors()).contains("At least one event per second is required");
        }
    }

    private CloudState state(StandInApi api) {
        return api.state(endpoints(), Map.of("StockMovementsStream", stream));
    }

    private CloudState state(StandInApi api, MallsLocal malls) {
        return api.state(
                endpoints(), Map.of("StockMovementsStream", stream), malls.endpoint().toString());
    }

    private Map<String, String> endpoints() {
        return Map.of("AWS_ENDPOINT_URL_KINESIS", streams.endpoint().orElseThrow().toString());
    }

    private static long paid(StandInApi api) {
        return api.requests().stream()
                .filter(it -> it.startsWith("POST ") && it.contains("/confirmation"))
                .count();
    }

    private static long givenBack(StandInApi api) {
        return api.requests().stream().filter(it -> it.startsWith("DELETE ")).count();
    }

    private List<String> movements() {
        try (var client =
                new LocalAwsClients("ap-northeast-1").kinesis(streams.endpoint().orElseThrow())) {
            return client.listShards(it -> it.streamName(stream)).shards().stream()
                    .flatMap(shard -> records(client, shard.shardId()).stream())
                    .map(record -> record.data().asUtf8String())
                    .toList();
        }
    }

    private List<Record> records(KinesisClient client, String shard) {
        String iterator =
                client.getShardIterator(
                                it ->
                                        it.streamName(stream)
                                                .shardId(shard)
                                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
        return client.getRecords(it -> it.shardIterator(iterator)).records();
    }
}
