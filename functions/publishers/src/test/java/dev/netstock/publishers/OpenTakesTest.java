package dev.netstock.publishers;

import static dev.netstock.publishers.StreamRecords.event;
import static dev.netstock.publishers.StreamRecords.failures;
import static dev.netstock.publishers.StreamRecords.sequenceNumber;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

import dev.netstock.events.TakesMessage;
import dev.netstock.messages.EventPublisher;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.messages.TakesJson;
import dev.netstock.messages.testing.RecordingTopic;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.stream.testing.FailedRecordsBucket;
import dev.netstock.platform.stream.testing.TableRecords;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.Seed;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.event.OpenTakes;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;
import dev.netstock.stock.testing.TakeStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Orders over real tables, whose takes reach the sweep only through the level publisher: it leaves
 * out those that are claimed when it looks. Orders are killed before or after their take, the
 * publisher before its look and between look and send.
 */
class OpenTakesTest {
    private static final int FIRST = (int) Seed.or(1);
    private static final int SEEDS = Length.of(6, 100);
    private static final int ORDERS = 12;

    private final Shop shop = Shop.openWithStream();
    private final String replenishment =
            shop.tables().createMore("Replenishment", "sku", "location");
    private final TakeStream stream = new TakeStream(shop.tables());
    private final RecordingTopic topic = RecordingTopic.open();
    private final String sweepQueue = LocalQueues.create();
    private final String otherQueue = LocalQueues.create();
    private final FailedRecordsBucket bucket = new FailedRecordsBucket();
    private final List<DynamodbStreamRecord> unread = new ArrayList<>();

    @AfterEach
    void close() {
        bucket.close();
        topic.close();
        shop.close();
    }

    @Test
    void claimedTake_isLeftOut() {
        shop.supply("A", "east", 5, 1);
        shop.reserve("o", Shop.line("A", "east", 1));
        publish();
        assertThat(sent()).isEmpty();
    }

    @Test
    void abandonedTake_isSwept() {
        shop.supply("A", "east", 5, 1);
        abandon("o", "A");
        publish();
        sweep(sent());
        assertThat(shop.available("A", "east")).isEqualTo(5);
        nothingIsOpen();
    }

    @Test
    void takeThatIsClaimedAfterTheLook_isSentAndKept() {
        shop.supply("A", "east", 5, 1);
        Shop slow =
                over(
                        (_, operation) -> {
                            if (operation.equals("PutItem")) {
                                publish();
                            }
                            return Fault.NONE;
                        });
        slow.reserve("o", Shop.line("A", "east", 1));
        List<List<OpenTake>> messages = sent();
        assertThat(messages.stream().flatMap(List::stream)).hasSize(1);
        sweep(messages);
        assertThat(shop.available("A", "east")).isEqualTo(4);
        nothingIsOpen();
    }

    @Test
    void publisherKilledBetweenLookAndSend_sendsTheTakeWhenTheRecordReturns() {
        shop.supply("A", "east", 5, 1);
        abandon("o", "A");
        assertThat(publishOnce(shop.tables().client(), BadClients.queuesOutOfReach())).isFalse();
        assertThat(sent()).isEmpty();
        publish();
        sweep(sent());
        assertThat(shop.available("A", "east")).isEqualTo(5);
    }

    @Test
    void takeThatIsClaimedBeforeTheRecordReturns_isLeftOut() {
        shop.supply("A", "east", 5, 1);
        Shop slow =
                over(
                        (_, operation) -> {
                            if (operation.equals("PutItem")) {
                                publishOnce(shop.tables().client(), BadClients.queuesOutOfReach());
                            }
                            return Fault.NONE;
                        });
        slow.reserve("o", Shop.line("A", "east", 1));
        publish();
        assertThat(sent()).isEmpty();
        nothingIsOpen();
    }

    @Test
    void randomOrders_withKillsOnBothSides_leaveNoTakeOpen() {
        Output.of(
                () -> {
                    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
                        liveThrough(seed);
                    }
                });
        nothingIsOpen();
    }

    private void liveThrough(int seed) {
        var random = new SplittableRandom(seed);
        String sku = "S" + seed;
        shop.supply(sku, "east", ORDERS, 1);
        for (int number = 0; number < ORDERS; number++) {
            reserve("o-%d-%d".formatted(seed, number), sku, random);
            if (random.nextInt(3) == 0) {
                publishOnce(client(random), queues(random));
            }
        }
        publish();
        List<List<OpenTake>> messages = new ArrayList<>(sent());
        messages.addAll(messages.subList(0, messages.size() / 2));
        Collections.shuffle(messages, random);
        sweep(messages);
        long claimed = shop.deltas().stream().filter(delta -> claims(delta.lines(), sku)).count();
        assertThat(shop.available(sku, "east")).as("seed %d", seed).isEqualTo(ORDERS - claimed);
    }

    private static boolean claims(List<DeltaLine> lines, String sku) {
        return lines.stream()
                .anyMatch(line -> line.version() > 0 && line.item().sku().value().equals(sku));
    }

    /** An order that is complete, or is killed at one of its requests. */
    private void reserve(String order, String sku, SplittableRandom random) {
        int requests = random.nextInt(1, 6);
        Shop buyer =
                over((number, _) -> number > requests ? Fault.KILLED_BEFORE : Fault.NONE)
                        .within(Duration.ofMillis(100));
        try {
            buyer.reserve(order, Shop.line(sku, "east", 1));
        } catch (RetryLaterException _) {
            // It was killed. Its take, if it has one, is swept.
        }
    }

    private static DynamoDbClient client(SplittableRandom random) {
        return random.nextBoolean()
                ? LocalTables.client(LocalTables.http())
                : LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), random.nextInt(2)));
    }

    private static SqsClient queues(SplittableRandom random) {
        return random.nextBoolean() ? LocalQueues.client() : BadClients.queuesOutOfReach();
    }

    /** An order that is killed after its take. */
    private void abandon(String order, String sku) {
        Shop killed =
                over((_, operation) ->
                                operation.equals("UpdateItem") ? Fault.KILLED_AFTER : Fault.NONE)
                        .within(Duration.ofMillis(100));
        try {
            killed.reserve(order, Shop.line(sku, "east", 1));
        } catch (RetryLaterException _) {
            return;
        }
        throw new AssertionError("The order was not killed");
    }

    private Shop over(FaultyHttp.Plan plan) {
        return Shop.over(
                shop.tables(),
                LocalTables.client(new FaultyHttp(LocalTables.http(), plan, () -> {})),
                shop.clock());
    }

    /** Publishes all changes so far. */
    private void publish() {
        assertThat(publishOnce(shop.tables().client(), LocalQueues.client())).isTrue();
    }

    /** Delivers the unread records once, and keeps those that have to be delivered again. */
    private boolean publishOnce(DynamoDbClient client, SqsClient queues) {
        stream.changes().forEach(change -> unread.add(TableRecords.of(change)));
        if (unread.isEmpty()) {
            return true;
        }
        List<String> failed =
                failures(
                        publisher(client, queues)
                                .handleRequest(event(unread), TestContext.withTimeLeft(1_500)));
        if (failed.isEmpty()) {
            unread.clear();
            return true;
        }
        while (!failed.contains(sequenceNumber(unread.getFirst()))) {
            unread.removeFirst();
        }
        return false;
    }

    private LevelPublisherHandler publisher(DynamoDbClient client, SqsClient queues) {
        var silent = new FailureTally();
        return new LevelPublisherHandler(
                new LevelPublisher(
                        new LevelDestinations(
                                new EventPublisher(
                                        MessagingClients.topic(
                                                topic.client(), RecordingTopic.ARN, silent)),
                                MessagingClients.sender(queues, otherQueue, silent),
                                MessagingClients.sender(queues, sweepQueue, silent),
                                new ShardNotifier(
                                        MessagingClients.sender(queues, otherQueue, silent))),
                        new DynamoLevels(client, shop.tables().names().netStock(), silent)
                                .shardTotals(),
                        new DynamoWorkLookup(
                                client,
                                shop.tables().names().stockDeltas(),
                                replenishment,
                                DynamoNetStock.retries(silent))),
                bucket.records(),
                silent);
    }

    /** The messages to the sweep since the last call. */
    private List<List<OpenTake>> sent() {
        return LocalQueues.drain(sweepQueue).stream()
                .map(Message::body)
                .flatMap(OpenTakesTest::takes)
                .toList();
    }

    private static Stream<List<OpenTake>> takes(String body) {
        return switch (TakesJson.read(body)) {
            case Decoded.Valid(TakesMessage takes) -> Stream.of(OpenTakes.of(takes));
            case Decoded.Invalid(var faults) -> throw new AssertionError(faults);
        };
    }

    /** What the sweep does with its messages a minute later. */
    private void sweep(List<List<OpenTake>> messages) {
        messages.forEach(
                takes ->
                        assertThat(shop.stock().sweepFlow().sweepAll(takes, Shop.call()).left())
                                .isEmpty());
    }

    private void nothingIsOpen() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
    }
}
