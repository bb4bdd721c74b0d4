package dev.netstock.publishers;

import static dev.netstock.publishers.StreamRecords.changedAt;
import static dev.netstock.publishers.StreamRecords.event;
import static dev.netstock.publishers.StreamRecords.failures;
import static dev.netstock.publishers.StreamRecords.inserted;
import static dev.netstock.publishers.StreamRecords.modified;
import static dev.netstock.publishers.StreamRecords.number;
import static dev.netstock.publishers.StreamRecords.poison;
import static dev.netstock.publishers.StreamRecords.sample;
import static dev.netstock.publishers.StreamRecords.supplied;
import static dev.netstock.publishers.StreamRecords.taken;
import static dev.netstock.publishers.StreamRecords.with;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import dev.netstock.events.EventData.LevelChanged;
import dev.netstock.events.EventData.Oversold;
import dev.netstock.events.Heat;
import dev.netstock.events.StockEvent;
import dev.netstock.events.TakesMessage;
import dev.netstock.events.TakesMessage.TakeMade;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.EventPublisher;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.messages.TakesJson;
import dev.netstock.messages.testing.HeatReports;
import dev.netstock.messages.testing.RecordingTopic;
import dev.netstock.messages.testing.RecordingTopic.Answer;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.stream.testing.FailedRecordsBucket;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;
import dev.netstock.watched.dynamodb.WatchedLocations;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The sample batch: a supply of 12, a take of 2, and a take of 1, which is returned. */
class LevelPublisherHandlerTest {
    private static final String SAMPLE = "level-publisher/net-stock";
    private static final String SKU = "4901234567894";

    private static final Shop SHOP = Shop.open();
    private static final String REPLENISHMENT =
            SHOP.tables().createMore("Replenishment", "sku", "location");

    private final RecordingTopic topic = RecordingTopic.open();
    private final String levelsQueue = LocalQueues.createFifo();
    private final String sweepQueue = LocalQueues.create();
    private final String shardHeatQueue = LocalQueues.create();
    private final LevelPublisher publisher = publisher(SHOP.tables().client());
    private final FailedRecordsBucket bucket = new FailedRecordsBucket();
    private final LevelPublisherHandler handler = over(publisher);

    @AfterEach
    void close() {
        bucket.close();
        topic.close();
    }

    @AfterAll
    static void closeShop() {
        SHOP.close();
    }

    @Test
    void handleRequest_severalChangesOfAnItem_publishesItsLastLevel() {
        assertThat(failures(handle(sample(SAMPLE)))).isEmpty();
        assertThat(topic.events())
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.id())
                                    .isEqualTo("level.changed#" + SKU + "#shinjuku#4");
                            assertThat(event.time()).isEqualTo("2026-11-21T02:05:00Z");
                            assertThat(event.data())
                                    .isEqualTo(new LevelChanged(SKU, "shinjuku", 10, 4));
                        });
    }

    @Test
    void handleRequest_watchedLevel_isSentToReplenishmentInOrderPerItem() {
        watch(SKU, "shinjuku");
        handle(sample(SAMPLE));
        handle(sample(SAMPLE));
        assertThat(LocalQueues.drain(levelsQueue))
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.attributes())
                                    .containsEntry(
                                            MessageSystemAttributeName.MESSAGE_GROUP_ID,
                                            SKU + "#shinjuku");
                            assertThat(read(message).data())
                                    .isEqualTo(new LevelChanged(SKU, "shinjuku", 10, 4));
                        });
    }

    @Test
    void handleRequest_takes_areSentToTheSweepInOneMessage() {
        handle(sample(SAMPLE));
        assertThat(takes())
                .containsExactly(
                        new TakeMade(SKU, "shinjuku", 0, 2, "A-1001", 1, 2),
                        new TakeMade(SKU, "shinjuku", 0, 3, "A-1002", 1, 1));
    }

    @Test
    void handleRequest_levelThatReplenishmentDoesNotWatch_isOnlyPublished() {
        watch("elsewhere", "west");
        handle(
                List.of(
                        modified(1, taken("never", 9, 1), taken("never", 8, 2)),
                        modified(2, taken("elsewhere", 9, 1), taken("elsewhere", 8, 2))));
        assertThat(levels()).hasSize(2);
        assertThat(LocalQueues.drain(levelsQueue)).isEmpty();
    }

    @Test
    void handleRequest_claimedTake_isNotSentToTheSweep() {
        SHOP.supply("claimed", "east", 10, 1);
        SHOP.reserve("o-claimed", Shop.line("claimed", "east", 1));
        long version = SHOP.stockOf("claimed", "east").version();
        handle(List.of(inserted(1, taken("o-claimed", "claimed", 9, version))));
        assertThat(takes()).isEmpty();
    }

    @Test
    void handleRequest_takeThatItsOrderDidNotClaim_isSentToTheSweep() {
        SHOP.supply("twice", "east", 10, 1);
        SHOP.reserve("o-twice", Shop.line("twice", "east", 1));
        long version = SHOP.stockOf("twice", "east").version();
        handle(
                List.of(
                        inserted(1, taken("o-twice", "twice", 9, version)),
                        inserted(2, taken("o-twice", "twice", 8, version + 1))));
        assertThat(takes())
                .containsExactly(new TakeMade("twice", "east", 0, version + 1, "o-twice", 1, 1));
    }

    @Test
    void handleRequest_batch_looksUpClaimsAndSettingsInOneRequest() {
        List<SdkRequest> requests = new CopyOnWriteArrayList<>();
        handleBy(
                LocalTables.watched(requests::add),
                List.of(
                        modified(1, taken("A", 9, 1), taken("A", 8, 2)),
                        modified(2, taken("B", 5, 6), taken("B", 4, 7))));
        assertThat(requests)
                .singleElement()
                .isInstanceOfSatisfying(
                        BatchGetItemRequest.class,
                        lookup -> {
                            KeysAndAttributes settings =
                                    requireNonNull(lookup.requestItems().get(REPLENISHMENT));
                            KeysAndAttributes claims =
                                    requireNonNull(
                                            lookup.requestItems()
                                                    .get(SHOP.tables().names().stockDeltas()));
                            assertThat(settings.keys()).hasSize(2);
                            assertThat(settings.consistentRead()).isTrue();
                            assertThat(claims.keys()).hasSize(2);
                            assertThat(claims.consistentRead()).isFalse();
                        });
    }

    @Test
    void handleRequest_largeBatch_looksUpAHundredRowsInARequest() {
        List<SdkRequest> requests = new CopyOnWriteArrayList<>();
        List<DynamodbStreamRecord> records = new ArrayList<>();
        for (int n = 1; n <= 100; n++) {
            records.add(inserted(n, taken("sku-" + n, 9, n)));
        }
        handleBy(LocalTables.watched(requests::add), records);
        assertThat(requests).hasSize(2);
        assertThat(takes()).hasSize(100);
    }

    @Test
    void handleRequest_throttledLookup_isRetried() {
        var http =
                new FaultyHttp(
                        LocalTables.http(),
                        (number, _) -> number == 1 ? Fault.THROTTLED : Fault.NONE,
                        () -> {});
        watch("throttled", "east");
        handleBy(LocalTables.client(http), List.of(inserted(1, taken("throttled", 9, 2))));
        assertThat(takes()).hasSize(1);
        assertThat(LocalQueues.drain(levelsQueue)).hasSize(1);
    }

    @Test
    void handleRequest_failedLookup_sendsNothingAndReportsTheFirstRecord() {
        List<DynamodbStreamRecord> records = List.of(inserted(1, taken("A", 9, 2)));
        StreamsEventResponse answer =
                over(publisher(BadClients.outOfReach()))
                        .handleRequest(event(records), TestContext.withTimeLeft(700));
        assertThat(failures(answer)).containsExactly("1");
        assertThat(topic.batches()).isEmpty();

        assertThat(failures(handle(records))).isEmpty();
        assertThat(takes()).hasSize(1);
    }

    @Test
    void handleRequest_severalChangedItems_publishesEach() {
        watch("A", "east");
        watch("B", "east");
        handle(
                List.of(
                        modified(1, taken("A", 9, 1), taken("A", 8, 2)),
                        modified(2, taken("B", 5, 6), taken("B", 4, 7)),
                        modified(3, taken("A", 8, 2), taken("A", 7, 3))));
        assertThat(levels())
                .containsExactlyInAnyOrder(
                        new LevelChanged("A", "east", 7, 3), new LevelChanged("B", "east", 4, 7));
        assertThat(LocalQueues.drain(levelsQueue)).hasSize(2);
        assertThat(takes()).hasSize(3);
    }

    @Test
    void handleRequest_unchangedLevel_publishesNothing() {
        handle(List.of(modified(1, supplied("A", 9, 1), supplied("A", 9, 2))));
        assertThat(topic.batches()).isEmpty();
    }

    @Test
    void handleRequest_deletedItem_isIgnored() {
        DynamodbStreamRecord removed = modified(1, supplied("A", 9, 1), supplied("A", 0, 2));
        removed.setEventName("REMOVE");
        assertThat(failures(handle(List.of(removed)))).isEmpty();
        assertThat(topic.batches()).isEmpty();
    }

    @Test
    void handleRequest_splitSku_publishesTheSumOverAllShards() {
        spread("hot", 3);
        var shard = taken("hot#2", 9, 3);
        handle(List.of(modified(1, with(shard, "available", number(10)), shard)));
        assertThat(levels()).containsExactly(new LevelChanged("hot", "east", 30, 6));
    }

    @Test
    void handleRequest_skuWithAPool_publishesGeneralStockAndWhatIsSetAside() {
        SHOP.supply("pooled", "east", 10, 1);
        SHOP.setAside("rakuten", "pooled", "east", 4, "move-of-pooled");
        var pool = taken("pooled#1000", 4, 2);
        handle(List.of(modified(1, with(pool, "available", number(0)), pool)));
        assertThat(levels()).containsExactly(new LevelChanged("pooled", "east", 6, 4, 4));
    }

    @Test
    void handleRequest_firstItemOfASplitSku_readsTheOtherItems() {
        spread("hotter", 4);
        var first = with(taken("hotter", 9, 1), "shards", number(4));
        handle(List.of(modified(1, with(first, "available", number(10)), first)));
        assertThat(levels()).containsExactly(new LevelChanged("hotter", "east", 40, 10));
    }

    @Test
    void handleRequest_oversell_isPublishedAndCounted() {
        List<DynamodbStreamRecord> records =
                List.of(
                        modified(1, supplied("A", 2, 1), supplied("A", -1, 2)),
                        modified(2, supplied("A", -1, 2), supplied("A", -4, 3)),
                        modified(3, supplied("A", -4, 3), supplied("A", -2, 4)));
        List<String> lines = Output.of(() -> handle(records));
        assertThat(topic.events())
                .extracting(StockEvent::data)
                .containsExactly(
                        new LevelChanged("A", "east", -2, 4),
                        new Oversold("A", "east", 0, 1, -1, 2),
                        new Oversold("A", "east", 0, 3, -4, 3));
        assertThat(lines).singleElement().asString().contains("\"Oversold\":4.0");
    }

    @Test
    void handleRequest_hotItem_isReportedToTheShardsFunction() {
        handle(List.of(inserted(1, changedAt(taken("hot", 900, 100), "02:03:04.000"))));
        List<String> lines =
                Output.of(
                        () ->
                                handle(
                                        List.of(
                                                inserted(
                                                        2,
                                                        changedAt(
                                                                taken("hot", 100, 900),
                                                                "02:03:06.000")))));
        assertThat(heat())
                .containsExactly(
                        Heat.ofChanges(
                                "hot", "east", 0, 400, Instant.parse("2026-11-21T02:03:06Z")));
        assertThat(lines).singleElement().asString().contains("\"HotItems\":1.0");
    }

    @Test
    void handleRequest_whenHeatCannotBeReported_failsNoRecord() {
        var deaf =
                new LevelPublisher(
                        destinations(LocalQueues.client(), shardHeatQueue + "-that-is-not-there"),
                        levelsOf(SHOP.tables().client()),
                        lookupOf(SHOP.tables().client()));
        var handler = over(deaf);
        handler.handleRequest(
                event(List.of(inserted(1, changedAt(taken("hot", 9, 100), "02:03:04.000")))),
                TestContext.withTimeLeft(10_000));
        StreamsEventResponse answer =
                handler.handleRequest(
                        event(
                                List.of(
                                        inserted(
                                                2,
                                                changedAt(taken("hot", 1, 900), "02:03:06.000")))),
                        TestContext.withTimeLeft(10_000));
        assertThat(failures(answer)).isEmpty();
        assertThat(levels()).hasSize(2);
    }

    @Test
    void handleRequest_duplicateRecordInABatch_publishesTheSameIds() {
        DynamodbStreamRecord oversold = modified(1, supplied("A", 2, 1), supplied("A", -1, 2));
        assertThat(failures(handle(List.of(oversold, oversold)))).isEmpty();
        assertThat(topic.events().stream().map(StockEvent::id).distinct())
                .containsExactlyInAnyOrder("level.changed#A#east#2", "oversold#A#east#0#2");
    }

    @Test
    void handleRequest_levelNotAcceptedByTheTopic_reportsItsRecord() {
        topic.fails(entry -> entry.message().contains("\"B\"") ? Answer.FAIL_ENTRY : Answer.ACCEPT);
        List<DynamodbStreamRecord> records =
                List.of(
                        inserted(1, supplied("A", 1, 1)),
                        inserted(2, supplied("B", 1, 1)),
                        inserted(3, supplied("C", 1, 1)));
        StreamsEventResponse answer =
                handler.handleRequest(event(records), TestContext.withTimeLeft(1_500));
        assertThat(failures(answer)).containsExactly("2");
        assertThat(levels()).extracting(LevelChanged::sku).containsExactlyInAnyOrder("A", "C");
    }

    @Test
    void handleRequest_unreadableLevel_reportsTheFirstRecord() {
        LevelPublisherHandler withoutTables = over(publisher(BadClients.outOfReach()));
        List<DynamodbStreamRecord> records =
                List.of(
                        inserted(1, supplied("A", 1, 1)),
                        inserted(2, with(supplied("B", 1, 1), "shards", number(2))));
        StreamsEventResponse answer =
                withoutTables.handleRequest(event(records), TestContext.withTimeLeft(700));
        assertThat(failures(answer)).containsExactly("1");
    }

    @Test
    void handleRequest_levelRejectedByTheTopic_storesItsRecordAndPublishesTheOthers() {
        topic.fails(
                entry -> entry.message().contains("\"B\"") ? Answer.REFUSE_ENTRY : Answer.ACCEPT);
        List<DynamodbStreamRecord> records =
                List.of(
                        inserted(1, supplied("A", 1, 1)),
                        inserted(2, supplied("B", 1, 1)),
                        inserted(3, supplied("C", 1, 1)));
        assertThat(failures(handle(records))).isEmpty();
        assertThat(levels()).extracting(LevelChanged::sku).containsExactlyInAnyOrder("A", "C");
        assertThat(bucket.documents())
                .singleElement()
                .asString()
                .contains("\"sequenceNumber\":\"2\",\"reason\":\"Refused\"");
    }

    @Test
    void mapping_withOnePoisonRecordOf1000_publishesTheOthersAtOnceAndStoresOnlyIt() {
        int place = 437;
        List<DynamodbStreamRecord> stream = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            String sku = "sku-" + n % 50;
            stream.add(
                    n == place
                            ? poison(n)
                            : modified(n, taken(sku, 2_000 - n, n), taken(sku, 1_999 - n, n + 1)));
        }
        List<List<DynamodbStreamRecord>> aside = StreamRecords.mapping(handler).deliver(stream);
        assertThat(aside).isEmpty();
        assertThat(bucket.documents()).hasSize(1);
        assertThat(takes().stream().distinct()).hasSize(999);
        Map<String, LevelChanged> newest = new HashMap<>();
        levels().forEach(
                        level ->
                                newest.merge(level.sku(), level, LevelPublisherHandlerTest::newer));
        assertThat(newest).hasSize(50);
        assertThat(newest.values()).allMatch(level -> level.version() > 950);
    }

    @Test
    void handleRequest_successful_reportsMetricsAndLogsNothingElse() {
        assertThat(Output.of(() -> handle(sample(SAMPLE))))
                .singleElement()
                .asString()
                .contains(
                        "\"EventsPublished\":1.0",
                        "\"Levels\":1.0",
                        "\"OpenTakes\":2.0",
                        "\"Oversold\":0.0",
                        "\"Outcome\":\"published\"")
                .doesNotContain(SKU, "A-1001");
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        StreamsEventResponse answer =
                new LevelPublisherHandler()
                        .handleRequest(event(sample(SAMPLE)), TestContext.withTimeLeft(700));
        assertThat(failures(answer)).hasSize(1);
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        Map<String, String> all =
                Map.of(
                        "STOCK_EVENTS_TOPIC", "arn",
                        "LEVELS_QUEUE", "url",
                        "SWEEP_QUEUE", "url",
                        "SHARD_HEAT_QUEUE", "url",
                        "NET_STOCK_TABLE", "NetStock",
                        "STOCK_DELTAS_TABLE", "StockDeltas",
                        "REPLENISHMENT_TABLE", "Replenishment");
        for (String missing : all.keySet()) {
            Map<String, String> others = new HashMap<>(all);
            others.remove(missing);
            assertThatThrownBy(() -> LevelPublisherConfig.of(new Environment(others)))
                    .hasMessage("The environment variable " + missing + " is not set");
        }
    }

    @Test
    void priming_readsTheLevelAndPublishesNothing() {
        assertThat(Output.of(() -> new LevelPriming(publisher).accept(TestContext.create())))
                .isEmpty();
        assertThat(topic.batches()).isEmpty();
        assertThat(takes()).isEmpty();
    }

    private StreamsEventResponse handle(List<DynamodbStreamRecord> records) {
        return handler.handleRequest(event(records), TestContext.create());
    }

    private List<LevelChanged> levels() {
        return topic.events().stream()
                .map(StockEvent::data)
                .filter(LevelChanged.class::isInstance)
                .map(LevelChanged.class::cast)
                .toList();
    }

    private List<TakeMade> takes() {
        return LocalQueues.drain(sweepQueue).stream()
                .map(message -> TakesJson.read(message.body()))
                .flatMap(LevelPublisherHandlerTest::takes)
                .toList();
    }

    private static Stream<TakeMade> takes(Decoded<TakesMessage> message) {
        return switch (message) {
            case Decoded.Valid(TakesMessage(List<TakeMade> takes)) -> takes.stream();
            case Decoded.Invalid(var faults) -> throw new AssertionError(faults);
        };
    }

    private static LevelChanged newer(LevelChanged one, LevelChanged other) {
        return one.version() > other.version() ? one : other;
    }

    private static StockEvent read(Message message) {
        return EventJson.read(message.body()).known().orElseThrow();
    }

    /** Each shard has 10 units and a version one greater than the previous shard. */
    private void spread(String sku, int shards) {
        SHOP.supply(sku, "east", 10, 1);
        String table = SHOP.tables().names().netStock();
        Map<String, AttributeValue> first =
                SHOP.tables().scan(table).stream()
                        .filter(item -> AttributeValue.fromS(sku).equals(item.get("sku")))
                        .findFirst()
                        .orElseThrow();
        for (int shard = 0; shard < shards; shard++) {
            Map<String, AttributeValue> item = new HashMap<>(first);
            item.put("sku", AttributeValue.fromS(shard == 0 ? sku : sku + "#" + shard));
            item.put("shards", AttributeValue.fromN("" + (shard == 0 ? shards : 0)));
            item.put("version", AttributeValue.fromN("" + (shard + 1)));
            SHOP.tables().client().putItem(request -> request.tableName(table).item(item));
        }
    }

    private LevelPublisher publisher(DynamoDbClient client) {
        return new LevelPublisher(
                destinations(LocalQueues.client(), shardHeatQueue),
                levelsOf(client),
                lookupOf(client));
    }

    private static DynamoWorkLookup lookupOf(DynamoDbClient client) {
        return new DynamoWorkLookup(
                client,
                SHOP.tables().names().stockDeltas(),
                REPLENISHMENT,
                DynamoNetStock.retries((_, _) -> {}));
    }

    /** Settings of a SKU, which no longer has thresholds at the location. */
    private static void watch(String sku, String location) {
        Map<String, AttributeValue> row = new HashMap<>(WatchedLocations.key(new Sku(sku)));
        row.put(
                WatchedLocations.LOCATIONS,
                AttributeValue.fromM(Map.of(location, AttributeValue.fromM(Map.of()))));
        SHOP.tables().client().putItem(request -> request.tableName(REPLENISHMENT).item(row));
    }

    private void handleBy(DynamoDbClient client, List<DynamodbStreamRecord> records) {
        assertThat(
                        failures(
                                over(publisher(client))
                                        .handleRequest(event(records), TestContext.create())))
                .isEmpty();
    }

    private LevelDestinations destinations(SqsClient queues, String heatQueue) {
        var silent = new FailureTally();
        return new LevelDestinations(
                new EventPublisher(
                        MessagingClients.topic(topic.client(), RecordingTopic.ARN, silent)),
                MessagingClients.sender(queues, levelsQueue, silent),
                MessagingClients.sender(queues, sweepQueue, silent),
                new ShardNotifier(MessagingClients.sender(queues, heatQueue, silent)));
    }

    private static ShardTotals levelsOf(DynamoDbClient client) {
        return new DynamoLevels(client, SHOP.tables().names().netStock(), new FailureTally())
                .shardTotals();
    }

    private List<Heat> heat() {
        return HeatReports.drain(shardHeatQueue);
    }

    private LevelPublisherHandler over(LevelPublisher publisher) {
        return new LevelPublisherHandler(publisher, bucket.records(), new FailureTally());
    }
}
