package dev.netstock.publishers;

import static dev.netstock.publishers.StreamRecords.confirmed;
import static dev.netstock.publishers.StreamRecords.event;
import static dev.netstock.publishers.StreamRecords.failures;
import static dev.netstock.publishers.StreamRecords.inserted;
import static dev.netstock.publishers.StreamRecords.number;
import static dev.netstock.publishers.StreamRecords.poison;
import static dev.netstock.publishers.StreamRecords.sample;
import static dev.netstock.publishers.StreamRecords.sequenceNumber;
import static dev.netstock.publishers.StreamRecords.text;
import static dev.netstock.publishers.StreamRecords.with;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;

import dev.netstock.events.EventData;
import dev.netstock.events.EventData.Extended;
import dev.netstock.events.EventData.Reserved;
import dev.netstock.events.EventLine;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.EventPublisher;
import dev.netstock.messages.testing.RecordingTopic;
import dev.netstock.messages.testing.RecordingTopic.Answer;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.stream.testing.FailedRecordsBucket;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.dynamodb.DynamoLongHolds;
import dev.netstock.stock.dynamodb.DynamoLongHolds.LongHold;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sample batch: a supply, a reservation of it, its release, and a row deleted by TTL. */
class DeltaPublisherHandlerTest {
    private static final String SAMPLE = "delta-publisher/stock-deltas";

    private final RecordingTopic topic = RecordingTopic.open();
    private final FailureTally failures = new FailureTally();
    private final String expiryQueue = LocalQueues.create();
    private final LocalTables tables = LocalTables.create();
    private final String longHolds = tables.createMore("LongHolds", "part", "due");
    private final DynamoLongHolds stored =
            new DynamoLongHolds(tables.client(), longHolds, failures);
    private final DeltaPublisher publisher = publisher(LocalQueues.client());
    private final FailedRecordsBucket bucket = new FailedRecordsBucket();
    private final DeltaPublisherHandler handler =
            new DeltaPublisherHandler(publisher, bucket.records(), failures);

    @AfterEach
    void close() {
        bucket.close();
        topic.close();
    }

    @Test
    void handleRequest_deltas_publishesThemInOneRequest() {
        assertThat(failures(handle(sample(SAMPLE)))).isEmpty();
        assertThat(topic.batches()).hasSize(1);
        assertThat(topic.events())
                .extracting(StockEvent::id)
                .containsExactly(
                        "supply#4901234567894#shinjuku#0000000000000000001",
                        "order#A-1001#0001",
                        "order#A-1001#0002");
    }

    @Test
    void handleRequest_newHold_isSentToExpiryAsItsEvent() {
        handle(sample(SAMPLE));
        assertThat(LocalQueues.drain(expiryQueue))
                .extracting(Message::body)
                .containsExactly(EventJson.write(topic.events().get(1)));
    }

    @Test
    void holds_ofAHold_areDelayedUntilItEndsUnlessItIsFurtherAwayThanAQueueCanDelay() {
        StockEvent hold = holdUntil("2026-11-21T02:15:00Z");
        assertThat(delays(hold, "2026-11-21T02:14:49.001Z")).containsExactly(11L);
        assertThat(delays(hold, "2026-11-21T02:15:00Z")).containsExactly(0L);
        assertThat(delays(hold, "2026-11-21T02:20:00Z")).containsExactly(0L);
        assertThat(delays(hold, "2026-11-21T02:00:00Z")).containsExactly(900L);
        assertThat(delays(hold, "2026-11-21T01:59:59.999Z")).isEmpty();
        assertThat(longHolds(hold, "2026-11-21T02:00:00Z")).isEmpty();
        assertThat(longHolds(hold, "2026-11-21T01:59:59.999Z"))
                .containsExactly(
                        new LongHold(
                                hold.id(),
                                Instant.parse("2026-11-21T02:15:00Z"),
                                EventJson.write(hold)));
    }

    @Test
    void holds_ofAnExtension_areDelayedUntilItsEnd() {
        StockEvent extension =
                stockEvent(
                        "order#A-1#0002",
                        new Extended("A-1", 2, "bank", Instant.parse("2026-11-24T02:00:00Z")));
        assertThat(delays(extension, "2026-11-24T01:59:00Z")).containsExactly(60L);
        assertThat(longHolds(extension, "2026-11-21T02:00:00Z"))
                .extracting(LongHold::id)
                .containsExactly("order#A-1#0002");
    }

    @Test
    void longHolds_ofAReservation_haveNoLines() {
        var lines = List.of(new EventLine("A", "east", 0, -1));
        Instant end = Instant.parse("2026-11-24T02:00:00Z");
        StockEvent hold =
                stockEvent("order#A-1#0001", new Reserved("A-1", 1, "storefront", end, lines));
        assertThat(longHolds(hold, "2026-11-21T02:00:00Z"))
                .extracting(LongHold::message)
                .containsExactly(
                        EventJson.write(
                                stockEvent(
                                        "order#A-1#0001",
                                        new Reserved("A-1", 1, "storefront", end, List.of()))));
    }

    @Test
    void handleRequest_longHold_isStoredOnceUntilItEnds() {
        var reserved = ending(sample(SAMPLE).get(1), "2199-01-01T00:00:00Z");
        handle(List.of(reserved));
        handle(List.of(reserved));

        assertThat(LocalQueues.drain(expiryQueue)).isEmpty();
        assertThat(tables.scan(longHolds)).hasSize(1);
        Instant after = Instant.parse("2199-01-01T00:00:00.001Z");
        assertThat(
                        IntStream.range(0, DynamoLongHolds.PARTITIONS)
                                .mapToObj(part -> stored.due(part, after, Shop.call()))
                                .flatMap(List::stream))
                .extracting(LongHold::id)
                .containsExactly("order#A-1001#0001");
    }

    @Test
    void handleRequest_longHoldThatIsNotStored_isRetried() {
        var reserved = ending(sample(SAMPLE).get(1), "2199-01-01T00:00:00Z");
        var cut =
                new DeltaPublisherHandler(
                        publisher(LocalQueues.client(), BadClients.outOfReach()),
                        bucket.records(),
                        failures);

        assertThat(
                        failures(
                                cut.handleRequest(
                                        event(List.of(reserved)), TestContext.withTimeLeft(800))))
                .containsExactly(sequenceNumber(reserved));
    }

    private static DynamodbStreamRecord ending(DynamodbStreamRecord record, String expiresAt) {
        var image = new HashMap<>(record.getDynamodb().getNewImage());
        image.put("expiresAt", text(expiresAt));
        record.getDynamodb().setNewImage(image);
        return record;
    }

    @Test
    void handleRequest_holdNotAcceptedByTheQueue_isPublishedAndSentAgain() {
        var cut =
                new DeltaPublisherHandler(
                        publisher(BadClients.queuesOutOfReach()), bucket.records(), failures);
        StreamsEventResponse answer =
                cut.handleRequest(event(sample(SAMPLE)), TestContext.withTimeLeft(800));
        assertThat(failures(answer)).containsExactly(sequenceNumber(sample(SAMPLE).get(1)));

        assertThat(failures(handle(sample(SAMPLE).subList(1, 3)))).isEmpty();
        assertThat(LocalQueues.drain(expiryQueue)).hasSize(1);
        assertThat(topic.events().stream().map(StockEvent::id).distinct()).hasSize(3);
    }

    @Test
    void handleRequest_repeatedBatch_publishesTheSameIds() {
        handle(sample(SAMPLE));
        handle(sample(SAMPLE));
        assertThat(topic.events()).hasSize(6);
        assertThat(topic.events().subList(0, 3)).isEqualTo(topic.events().subList(3, 6));
    }

    @Test
    void handleRequest_rowsWithoutEvents_publishesNothing() {
        var abandoned = with(confirmed("A-1"), "type", text("ABANDONED"));
        assertThat(failures(handle(List.of(inserted(1, abandoned))))).isEmpty();
        assertThat(topic.batches()).isEmpty();
    }

    @Test
    void handleRequest_unreadableRecord_publishesTheOthersAndStoresItWithTheReason() {
        List<DynamodbStreamRecord> records =
                List.of(
                        poison(1),
                        inserted(2, confirmed("A-1")),
                        poison(3),
                        inserted(4, confirmed("A-3")));
        assertThat(failures(handle(records))).isEmpty();
        assertThat(topic.events())
                .extracting(StockEvent::id)
                .containsExactly("order#A-1#0002", "order#A-3#0002");
        assertThat(bucket.documents())
                .singleElement()
                .asString()
                .contains("\"sequenceNumber\":\"1\"", "\"sequenceNumber\":\"3\"", "\"reason\":")
                .contains("{\"S\":\"nonsense\"}");
    }

    @Test
    void handleRequest_rejectedRecordThatCannotBeStored_isReportedForARetry() {
        var withoutBucket = new DeltaPublisherHandler(publisher, bucket.outOfReach(), failures);
        List<DynamodbStreamRecord> records = List.of(inserted(1, confirmed("A-1")), poison(2));
        StreamsEventResponse answer =
                withoutBucket.handleRequest(event(records), TestContext.create());
        assertThat(failures(answer)).containsExactly("2");
        assertThat(topic.events()).hasSize(1);
    }

    @Test
    void handleRequest_recordWithoutAnImage_isStored() {
        List<DynamodbStreamRecord> records = sample(SAMPLE);
        records.get(1).getDynamodb().setNewImage(null);
        assertThat(failures(handle(records))).isEmpty();
        assertThat(bucket.documents())
                .singleElement()
                .asString()
                .contains(sequenceNumber(records.get(1)));
    }

    @Test
    void handleRequest_eventRejectedByTheTopic_storesItsRecord() {
        topic.fails(entry -> entry.message().contains("A-2") ? Answer.REFUSE_ENTRY : Answer.ACCEPT);
        List<DynamodbStreamRecord> records =
                IntStream.range(1, 5).mapToObj(n -> inserted(n, confirmed("A-" + n))).toList();
        assertThat(failures(handle(records))).isEmpty();
        assertThat(topic.events()).hasSize(3);
        assertThat(bucket.documents())
                .singleElement()
                .asString()
                .contains("\"sequenceNumber\":\"2\",\"reason\":\"Refused\"");
    }

    @Test
    void storedRecord_redriven_equalsTheOriginal() {
        DynamodbStreamRecord sent = sample(SAMPLE).getFirst();
        sent.getDynamodb().setNewImage(everyType());
        handle(List.of(sent));
        String document = bucket.documents().getFirst();
        String event = document.substring(document.indexOf("{\"Records\""), document.length() - 1);
        DynamodbStreamRecord again =
                LambdaEvents.read(DynamodbEvent.class, event).getRecords().getFirst();
        assertThat(again.getDynamodb()).isEqualTo(sent.getDynamodb());
        assertThat(again.getEventID()).isEqualTo(sent.getEventID());
        assertThat(again.getEventSourceARN()).isEqualTo(sent.getEventSourceARN());
    }

    @Test
    void handleRequest_eventNotAcceptedByTheTopic_reportsItsRecord() {
        topic.fails(entry -> entry.message().contains("A-2") ? Answer.FAIL_ENTRY : Answer.ACCEPT);
        List<DynamodbStreamRecord> records =
                IntStream.range(1, 5).mapToObj(n -> inserted(n, confirmed("A-" + n))).toList();
        StreamsEventResponse answer =
                handler.handleRequest(event(records), TestContext.withTimeLeft(800));
        assertThat(failures(answer)).containsExactly("2");
        assertThat(topic.events()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 437, 499, 999})
    void mapping_withOnePoisonRecordOf1000_publishesTheOthersAtOnceAndStoresOnlyIt(int place) {
        List<DynamodbStreamRecord> stream = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            stream.add(n == place ? poison(n) : inserted(n, confirmed("A-" + n)));
        }
        List<List<DynamodbStreamRecord>> aside = StreamRecords.mapping(handler).deliver(stream);
        assertThat(aside).isEmpty();
        assertThat(bucket.documents()).hasSize(1);
        assertThat(topic.published()).hasSize(999);
        assertThat(topic.events()).extracting(StockEvent::id).doesNotContain("order#A-" + place);
        assertThat(topic.events().stream().map(StockEvent::id).distinct()).hasSize(999);
    }

    @Test
    void handleRequest_successful_reportsMetricsAndLogsNothingElse() {
        assertThat(Output.of(() -> handle(sample(SAMPLE))))
                .singleElement()
                .asString()
                .contains("\"EventsPublished\":3.0", "\"Outcome\":\"published\"")
                .doesNotContain("4901234567894", "A-1001");
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        StreamsEventResponse answer =
                new DeltaPublisherHandler()
                        .handleRequest(event(sample(SAMPLE)), TestContext.withTimeLeft(700));
        assertThat(failures(answer)).hasSize(1);
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        assertThatThrownBy(() -> DeltaPublisherConfig.of(new Environment(Map.of())))
                .hasMessage("The environment variable STOCK_EVENTS_TOPIC is not set");
        var withoutQueue = new Environment(Map.of("STOCK_EVENTS_TOPIC", "arn"));
        assertThatThrownBy(() -> DeltaPublisherConfig.of(withoutQueue))
                .hasMessage("The environment variable EXPIRY_QUEUE is not set");
        var withoutTable =
                new Environment(Map.of("STOCK_EVENTS_TOPIC", "arn", "EXPIRY_QUEUE", "queue"));
        assertThatThrownBy(() -> DeltaPublisherConfig.of(withoutTable))
                .hasMessage("The environment variable LONG_HOLDS_TABLE is not set");
    }

    @Test
    void priming_decodesTheDeltaAndPublishesNothing() {
        assertThat(Output.of(() -> new DeltaPriming(publisher).accept(TestContext.create())))
                .isEmpty();
        assertThat(topic.batches()).isEmpty();
    }

    private DeltaPublisher publisher(SqsClient queues) {
        return publisher(queues, tables.client());
    }

    private DeltaPublisher publisher(SqsClient queues, DynamoDbClient client) {
        return new DeltaPublisher(
                new EventPublisher(
                        MessagingClients.topic(topic.client(), RecordingTopic.ARN, failures)),
                MessagingClients.sender(queues, expiryQueue, failures),
                new DynamoLongHolds(client, longHolds, failures),
                InstantSource.system());
    }

    private static StockEvent holdUntil(String end) {
        return stockEvent(
                "order#A-1#0001",
                new Reserved("A-1", 1, "storefront", Instant.parse(end), List.of()));
    }

    private static StockEvent stockEvent(String id, EventData data) {
        return new StockEvent(id, Instant.EPOCH, Optional.empty(), Optional.empty(), data);
    }

    private static List<LongHold> longHolds(StockEvent event, String now) {
        return DeltaPublisher.longHolds(List.of(event), Instant.parse(now));
    }

    private static Stream<Long> delays(StockEvent event, String now) {
        return DeltaPublisher.holds(List.of(event), Instant.parse(now)).stream()
                .flatMap(message -> message.delay().stream())
                .map(Duration::toSeconds);
    }

    private static Map<String, AttributeValue> everyType() {
        return Map.of(
                "s", text("ü\n"),
                "n", number(-7),
                "b", new AttributeValue().withB(ByteBuffer.wrap(new byte[] {0, -1})),
                "bool", new AttributeValue().withBOOL(false),
                "null", new AttributeValue().withNULL(true),
                "m", new AttributeValue().withM(Map.of("x", text(""))),
                "l", new AttributeValue().withL(List.of(number(1), text("2"))),
                "ss", new AttributeValue().withSS(List.of("a", "b")),
                "ns", new AttributeValue().withNS(List.of("1", "2")),
                "bs", new AttributeValue().withBS(List.of(ByteBuffer.wrap(new byte[] {1}))));
    }

    private StreamsEventResponse handle(List<DynamodbStreamRecord> records) {
        return handler.handleRequest(event(records), TestContext.create());
    }
}
