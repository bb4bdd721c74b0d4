package dev.netstock.local.eventsource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;
import dev.netstock.local.kinesis.KinesisStreamType;
import dev.netstock.local.kinesis.KinesisStreams;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Mappings of Kinesis streams.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using Lambda with
 *     Kinesis Data Streams: example event, parallelization</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-errors.html">Retain
 *     discarded batch records for a Kinesis Data Streams event source</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html">
 *     Configuring partial batch response with Kinesis Data Streams and Lambda</a>
 */
class KinesisMappingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");

    private final KinesisStreams streams = new KinesisStreams(ENVIRONMENT, InstantSource.system());
    private final ProvisionedResource stream =
            new TemplateProbe(new KinesisStreamType(streams))
                    .provision("Movements", "{'ShardCount': 1}");
    private final KinesisClient client =
            new LocalAwsClients(ENVIRONMENT.region()).kinesis(streams.endpoint().orElseThrow());
    private final RecordedFailures failures = new RecordedFailures();

    @AfterEach
    void stop() {
        client.close();
        streams.close();
    }

    @Test
    void event_ofARecord_hasLambdasFormat() {
        var function = ScriptedFunction.answering("{}");
        put("key", "text");

        try (var _ = start(settings(), function)) {
            await().atMost(LIMIT).until(() -> !function.events().isEmpty());
        }

        JsonNode event = function.events().getFirst().at("/Records/0");
        assertThat(event.path("eventSource").asText()).isEqualTo("aws:kinesis");
        assertThat(event.path("eventSourceARN").asText()).isEqualTo(arn());
        assertThat(event.path("eventName").asText()).isEqualTo("aws:kinesis:record");
        assertThat(event.at("/kinesis/partitionKey").asText()).isEqualTo("key");
        assertThat(event.at("/kinesis/data").asText())
                .isEqualTo(Base64.getEncoder().encodeToString("text".getBytes(UTF_8)));
        assertThat(event.path("eventID").asText())
                .isEqualTo("shardId-000000000000:" + event.at("/kinesis/sequenceNumber").asText());
        assertThat(event.at("/kinesis/approximateArrivalTimestamp").asDouble())
                .isGreaterThan(1.7e9);
    }

    @Test
    void mapping_fromLatest_skipsEarlierRecords() {
        var function = ScriptedFunction.answering("{}");
        put("key", "before");

        try (var _ = start(settings().from(StartingPosition.LATEST), function)) {
            put("key", "after");
            await().atMost(LIMIT).until(() -> texts(function).contains("after"));
        }

        assertThat(texts(function)).containsExactly("after");
    }

    @Test
    void batch_withAPoisonRecord_isSplitUntilTheRecordIsAlone() {
        var taken = new ArrayList<String>();
        var function =
                new ScriptedFunction(
                        event -> {
                            List<String> texts = texts(event);
                            if (texts.contains("poison")) {
                                return ScriptedFunction.failed();
                            }
                            taken.addAll(texts);
                            return ScriptedFunction.answered("{}");
                        });
        put("key", "a", "b", "poison", "c");

        try (var _ = start(settings().bisecting().retries(1), function)) {
            await().atMost(LIMIT).until(() -> taken.contains("c"));
        }

        assertThat(taken).containsExactly("a", "b", "c");
        DiscardedBatch put = failures.batches().element();
        assertThat(texts(put.event())).containsExactly("poison");
        JsonNode info = put.description().path("KinesisBatchInfo");
        assertThat(info.path("streamArn").asText()).isEqualTo(arn());
        assertThat(info.path("shardId").asText()).isEqualTo("shardId-000000000000");
        assertThat(info.path("batchSize").asInt()).isEqualTo(1);
        assertThat(put.description().at("/requestContext/condition").asText())
                .isEqualTo("RetryAttemptsExhausted");
    }

    @Test
    void batch_whenTheFunctionReportsAFailure_isRetriedFromThatRecord() {
        var calls = new ArrayList<List<String>>();
        var function =
                new ScriptedFunction(
                        event -> {
                            calls.add(texts(event));
                            return ScriptedFunction.answered(
                                    calls.size() == 1 ? failing(event, "b") : "{}");
                        });
        put("key", "a", "b", "c");

        try (var _ = start(settings().reporting(), function)) {
            await().atMost(LIMIT).until(() -> calls.size() == 2);
        }

        assertThat(calls).containsExactly(List.of("a", "b", "c"), List.of("b", "c"));
    }

    @Test
    void lanes_whenSeveral_keepTheOrderOfEachPartitionKey() {
        var function = ScriptedFunction.answering("{}");
        int records = 400;
        List<PutRecordsRequestEntry> entries =
                IntStream.range(0, records)
                        .mapToObj(n -> entry("key" + n % 7, Integer.toString(n)))
                        .toList();
        client.putRecords(it -> it.streamName(stream.ref()).records(entries));

        try (var _ = start(settings().parallel(4).batchSize(20), function)) {
            await().atMost(LIMIT).until(() -> texts(function).size() == records);
        }

        Map<String, List<Integer>> byKey = new HashMap<>();
        for (JsonNode event : function.events()) {
            event.path("Records")
                    .forEach(
                            it ->
                                    byKey.computeIfAbsent(
                                                    it.at("/kinesis/partitionKey").asText(),
                                                    _ -> new ArrayList<>())
                                            .add(Integer.parseInt(text(it))));
        }
        assertThat(byKey).hasSize(7);
        assertThat(byKey.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
    }

    private StreamMapping start(MappingSettings settings, ScriptedFunction function) {
        return StreamMapping.start(
                settings.definition(failures), streams.source(arn()).orElseThrow(), function);
    }

    private MappingSettings settings() {
        return MappingSettings.of(arn());
    }

    private String arn() {
        return stream.attributes().getOrDefault("Arn", "");
    }

    private void put(String key, String... texts) {
        List<PutRecordsRequestEntry> entries =
                List.of(texts).stream().map(text -> entry(key, text)).toList();
        client.putRecords(it -> it.streamName(stream.ref()).records(entries));
    }

    private static PutRecordsRequestEntry entry(String key, String text) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(key)
                .data(SdkBytes.fromUtf8String(text))
                .build();
    }

    private static String failing(JsonNode event, String text) {
        return StreamSupport.stream(event.path("Records").spliterator(), false)
                .filter(it -> text(it).equals(text))
                .map(it -> it.at("/kinesis/sequenceNumber").asText())
                .map(number -> "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + number + "\"}]}")
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(ScriptedFunction function) {
        return function.events().stream().flatMap(event -> texts(event).stream()).toList();
    }

    private static List<String> texts(JsonNode event) {
        return StreamSupport.stream(event.path("Records").spliterator(), false)
                .map(KinesisMappingTest::text)
                .toList();
    }

    private static String text(JsonNode streamRecord) {
        return new String(
                Base64.getDecoder().decode(streamRecord.at("/kinesis/data").asText()), UTF_8);
    }
}
