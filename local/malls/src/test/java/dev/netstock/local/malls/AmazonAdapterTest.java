package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.netstock.local.sqs.SqsLocal;
import dev.netstock.malls.adapter.amazon.AmazonFeeds.Submission;
import dev.netstock.malls.adapter.amazon.AmazonMall;
import dev.netstock.malls.adapter.amazon.AmazonNotifications;
import dev.netstock.malls.adapter.amazon.AmazonSettings;
import dev.netstock.malls.port.CountChange.Absolute;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.Signal;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.malls.port.WriteResult.Done;
import dev.netstock.malls.port.WriteResult.InDoubt;
import dev.netstock.malls.port.WriteResult.Rejected;
import dev.netstock.malls.port.WriteResult.Throttled;
import dev.netstock.malls.port.WriteResult.Unavailable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The product's adapter against the simulator. */
class AmazonAdapterTest {
    private static final MallItem CUP = new MallItem("CUP/1 x", "");
    private static final MallItem PEN = new MallItem("PEN", "");
    private static final WriteResult DONE = new Done(OptionalLong.empty());

    private final AdapterFixture fixture = new AdapterFixture("amazon");
    private final AdapterFixture.Store store = fixture.store(Map.of());
    private final AmazonMall mall;

    AmazonAdapterTest() throws IOException {
        URI base = fixture.client.uri("/amazon");
        mall =
                new AmazonMall(
                        fixture.http,
                        new AmazonSettings(
                                base,
                                URI.create(base + "/auth/o2/token"),
                                fixture.credentials().path("sellerId").asText(),
                                AmazonSettings.JAPAN),
                        store,
                        fixture);
        fixture.list(CUP, 5);
        fixture.list(PEN, 7);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void write_isAppliedLater() throws IOException {
        assertThat(fixture.writeOne(mall, CUP, new Absolute(3))).isEqualTo(DONE);
        assertThat(counts(CUP, new MallItem("gone", "")))
                .containsExactly(OptionalLong.of(5), OptionalLong.empty());
        fixture.pass(Duration.ofMinutes(1));
        assertThat(counts(CUP)).containsExactly(OptionalLong.of(3));
    }

    @Test
    void write_invalidUnknownThrottleOverloadLost_areClassified() throws IOException {
        assertThat(fixture.writeOne(mall, new MallItem("gone", ""), new Absolute(3)))
                .isInstanceOf(Rejected.class);
        fixture.fault("invalid");
        assertThat(fixture.writeOne(mall, CUP, new Absolute(3))).isInstanceOf(Rejected.class);
        fixture.fault("throttle");
        assertThat(fixture.writeOne(mall, CUP, new Absolute(3))).isInstanceOf(Throttled.class);
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallThrottled.class);
        fixture.fault("unavailable");
        assertThat(fixture.writeOne(mall, CUP, new Absolute(3))).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallUnavailable.class);
        fixture.pass(Duration.ofMinutes(2));
        assertThat(fixture.count(CUP)).isEqualTo(5);
        fixture.fault("loseAnswer");
        assertThat(fixture.writeOne(mall, CUP, new Absolute(3))).isInstanceOf(InDoubt.class);
        fixture.free();
        fixture.pass(Duration.ofMinutes(2));
        assertThat(fixture.count(CUP)).isEqualTo(3);
    }

    @Test
    void write_tooFast_waitsAsLongAsTheRateSays() throws IOException {
        fixture.client.faults("amazon", "{}");
        for (int write = 0; write < 5; write++) {
            assertThat(fixture.writeOne(mall, CUP, new Absolute(3))).isEqualTo(DONE);
        }

        assertThat(fixture.writeOne(mall, CUP, new Absolute(3)))
                .isEqualTo(new Throttled(Duration.ofMillis(200)));
    }

    @Test
    void feed_isProcessedLater_withAResultForEachItem() throws IOException {
        List<StockWrite> writes =
                List.of(
                        fixture.write(CUP, new Absolute(9)),
                        fixture.write(new MallItem("gone", ""), new Absolute(1)),
                        fixture.write(PEN, new Absolute(8)));

        String feed = ((Submission.Started) mall.feeds().submit(writes)).feedId();

        assertThat(mall.feeds().results(feed, writes)).isEmpty();
        fixture.pass(Duration.ofMinutes(2));
        assertThat(mall.feeds().results(feed, writes).orElseThrow())
                .hasExactlyElementsOfTypes(Done.class, Rejected.class, Done.class);
        fixture.pass(Duration.ofMinutes(2));
        assertThat(counts(CUP, PEN)).containsExactly(OptionalLong.of(9), OptionalLong.of(8));
    }

    @Test
    void tokens_areRefreshedUntilTheConsentIsWithdrawn() throws IOException {
        fixture.pass(Duration.ofMinutes(61));
        assertThat(fixture.writeOne(mall, CUP, new Absolute(3))).isEqualTo(DONE);
        fixture.credential("expire", "access");
        assertThat(fixture.writeOne(mall, CUP, new Absolute(3))).isEqualTo(DONE);
        fixture.credential("expire", "access");
        fixture.credential("expire", "refresh");

        assertThatThrownBy(() -> fixture.writeOne(mall, CUP, new Absolute(3)))
                .isInstanceOf(CredentialExpired.class);
    }

    @Test
    void orders_areListedAfterTwoMinutes() throws IOException {
        String number = fixture.buy(PEN, 2);
        fixture.client.admin(
                "POST",
                "amazon/orders",
                "{\"fulfilledByMall\":true,\"lines\":[{\"item\":\"PEN\",\"quantity\":1}]}");

        assertThat(fixture.numbers(mall)).isEmpty();
        fixture.pass(Duration.ofMinutes(2));
        assertThat(fixture.numbers(mall)).containsExactly(number);
        MallOrder order = mall.orders(List.of(number, "250-1-1")).getFirst();
        assertThat(order.state()).isEqualTo(OrderState.HELD);
        assertThat(order.lines())
                .extracting(MallOrderLine::item, MallOrderLine::quantity)
                .containsExactly(tuple(PEN, 2L));
        fixture.client.state("amazon", number, "cancelled");
        assertThat(mall.orders(List.of(number)).getFirst().state()).isEqualTo(OrderState.CANCELLED);
        assertThat(counts(PEN)).containsExactly(OptionalLong.of(7));
    }

    @Test
    void orders_ofManyPages_areWhole() throws IOException {
        fixture.list(new MallItem("MANY", ""), 1_000);
        for (int order = 0; order < 205; order++) {
            fixture.buy(new MallItem("MANY", ""), 1);
        }
        fixture.pass(Duration.ofMinutes(5));
        var past =
                new OrderQuery(
                        AdapterFixture.START.minusSeconds(1),
                        AdapterFixture.START.plusSeconds(60),
                        Optional.empty());

        assertThat(fixture.numbers(mall)).doesNotHaveDuplicates().hasSize(205);
        assertThat(mall.orders(past).completeUpTo()).isEqualTo(past.until());
        assertThat(
                        mall.orders(
                                        new OrderQuery(
                                                past.from(),
                                                past.until(),
                                                mall.orders(past).next()))
                                .orders())
                .hasSize(100);
    }

    @Test
    void notifications_inAQueue_areSignals() throws IOException {
        try (var sqs = SqsLocal.start("ap-northeast-1", "000000000000");
                SqsClient queues = client(sqs)) {
            String url = queues.createQueue(it -> it.queueName("orders")).queueUrl();
            fixture.client.admin("PUT", "amazon/notifications", "{\"url\":\"" + url + "\"}");
            String number = fixture.buy(PEN, 2);

            List<Message> messages =
                    await().until(
                                    () -> queues.receiveMessage(it -> it.queueUrl(url)).messages(),
                                    received -> !received.isEmpty());

            Signal signal =
                    new AmazonNotifications(fixture.credentials().path("sellerId").asText())
                            .read(messages.getFirst().body())
                            .orElseThrow();
            assertThat(signal.number()).isEqualTo(number);
            assertThat(signal.at()).isEqualTo(AdapterFixture.START);
        }
    }

    private static SqsClient client(SqsLocal sqs) {
        return SqsClient.builder()
                .endpointOverride(sqs.endpoint())
                .region(Region.AP_NORTHEAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .build();
    }

    private List<OptionalLong> counts(MallItem... items) {
        return mall.read(List.of(items)).stream().map(CountReading::count).toList();
    }
}
