package dev.netstock.expiry;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.EventData.Extended;
import dev.netstock.events.EventData.Reserved;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.Seed;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.dynamodb.DynamoLongHolds;
import dev.netstock.stock.dynamodb.DynamoLongHolds.LongHold;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Holds of days, by a clock that the test advances, and a queue that delays by the same clock. */
class LongHoldsTest {
    private static final int HOLDS = Length.of(300, 10_000);
    private static final long SEED = Seed.or(1);
    private static final Duration THREE_DAYS = Duration.ofDays(3);
    private static final Duration LATE_AFTER = Duration.ofSeconds(30);

    /** As long as the queue hides a message whose function was killed. */
    private static final Duration HIDDEN = Duration.ofSeconds(25);

    /**
     * Two environments, as in the stage with the fewest, that need 100 ms for a batch of ten: four
     * requests, one after the other.
     */
    private static final int BATCHES_A_SECOND = 20;

    /** More transactions of one item conflict with each other (docs/stock-model.md). */
    private static final int TRANSACTIONS_OF_AN_ITEM_MAX = 100;

    /** A killed function does not retry for long. */
    private static final TestContext KILLED = TestContext.withTimeLeft(800);

    private final Shop shop = Shop.open();
    private final String table = shop.tables().createMore("LongHolds", "part", "due");
    private final DynamoLongHolds holds = holds(shop.tables().client());
    private final VirtualQueue queue = new VirtualQueue();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Set<String> returned = new HashSet<>();
    private final AtomicInteger transactions = new AtomicInteger();
    private final DynamoDbClient counting = LocalTables.watched(this::count);

    private void count(SdkRequest request) {
        if (request instanceof TransactWriteItemsRequest) {
            transactions.incrementAndGet();
        }
    }

    /** All are of one SKU, which is not split: the worst case for the item. */
    @Test
    void holdsOfThreeDays_endingInOneMinute_areGivenBackWithinThirtySecondsWhateverIsKilled() {
        shop.supply("A", "east", HOLDS, 1);
        Instant start = shop.clock().instant();
        for (int number = 0; number < HOLDS; number++) {
            Duration hold = THREE_DAYS.plusMillis(60_000L * number / HOLDS);
            reserve("o-" + number, hold);
        }
        List<LongHold> ends = longHolds();
        assertThat(ends).hasSize(HOLDS);
        holds.add(ends, Shop.call());

        Output.of(() -> passTime(start.plus(THREE_DAYS), Duration.ofMinutes(2)));

        Map<String, Instant> due = new HashMap<>();
        ends.forEach(
                end -> due.put(end.id().substring(0, end.id().lastIndexOf('#')), end.endsAt()));
        List<Duration> lags =
                shop.deltas().stream()
                        .filter(delta -> delta.change() instanceof Change.Expired)
                        .map(
                                delta ->
                                        Duration.between(
                                                due.get(delta.cause().key()), delta.origin().at()))
                        .toList();
        System.out.printf(
                ">> %,d holds of three days that end in one minute: the latest was given back"
                        + " %,d ms after its end, seed %d%n",
                HOLDS, lags.stream().mapToLong(Duration::toMillis).max().orElseThrow(), SEED);
        assertThat(lags).hasSize(HOLDS).allMatch(lag -> !lag.isNegative());
        assertThat(lags).allMatch(lag -> lag.compareTo(LATE_AFTER) <= 0);
        assertThat(shop.available("A", "east")).isEqualTo(HOLDS);
        assertThat(rows()).isEmpty();
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
        Invariants.once(shop.deltas());
        Invariants.holdsAndTransfers(shop.deltas());
    }

    /**
     * Every second from twelve minutes before the first end. Half of the looks are killed. A second
     * has the capacity of a small stage, and of an item.
     */
    private void passTime(Instant end, Duration after) {
        shop.clock().advance(Duration.between(shop.clock().instant(), end.minusSeconds(720)));
        for (int second = -720; second < after.toSeconds(); second++) {
            if (Math.floorMod(second, 60) == 0) {
                boolean isKilled = random.nextBoolean();
                if (isKilled) {
                    wake(client(random.nextInt(40)), KILLED);
                } else {
                    wake(shop.tables().client());
                }
            }
            transactions.set(0);
            deliverDue();
            assertThat(transactions).hasValueLessThanOrEqualTo(TRANSACTIONS_OF_AN_ITEM_MAX);
            shop.clock().advance(Duration.ofSeconds(1));
        }
    }

    /**
     * One of ten batches is delivered to a function that is killed, once, and again when it
     * returns.
     */
    private void deliverDue() {
        for (int batches = 0; batches < BATCHES_A_SECOND; batches++) {
            List<String> batch = queue.receive();
            if (batch.isEmpty()) {
                return;
            }
            boolean isKilled =
                    random.nextInt(10) == 0 && batch.stream().noneMatch(returned::contains);
            DynamoDbClient client = isKilled ? client(random.nextInt(12)) : counting;
            List<String> failed;
            try {
                failed =
                        LambdaEvents.failed(
                                expiry(client)
                                        .handleRequest(
                                                LambdaEvents.messages("", batch),
                                                isKilled ? KILLED : TestContext.create()));
            } catch (RuntimeException _) {
                failed = IntStream.range(0, batch.size()).mapToObj(Integer::toString).toList();
            }
            for (String id : failed) {
                String body = batch.get(Integer.parseInt(id));
                returned.add(body);
                queue.send(body, HIDDEN);
            }
        }
    }

    @Test
    void handleRequest_holdsThatEndWithinTenMinutes_areSentWithTheRemainingTime() {
        shop.supply("A", "east", 9, 1);
        reserve("soon", Duration.ofMinutes(20));
        reserve("later", Duration.ofMinutes(21));
        holds.add(longHolds(), Shop.call());

        shop.clock().advance(Duration.ofMinutes(10).plusMillis(1));
        assertThat(wake(shop.tables().client())).isEmpty();

        assertThat(queue.delays()).containsExactly(600);
        assertThat(rows()).hasSize(1);
        assertThat(wake(shop.tables().client())).isEmpty();
        assertThat(queue.delays()).hasSize(1);
    }

    @Test
    void handleRequest_afterAnOutage_sendsOverdueHoldsAtOnceTheOldestFirst() {
        shop.supply("A", "east", 9, 1);
        reserve("o-1", Duration.ofMinutes(20));
        reserve("o-2", Duration.ofMinutes(30));
        holds.add(longHolds(), Shop.call());

        shop.clock().advance(Duration.ofDays(1));
        assertThat(Output.of(() -> wake(shop.tables().client())))
                .singleElement()
                .asString()
                .contains("\"DueHolds\":2.0", "\"DueLagMillis\":8.52E7");

        assertThat(queue.delays()).containsExactly(0, 0);
        deliverAll();
        assertThat(shop.available("A", "east")).isEqualTo(9);
    }

    @Test
    void handleRequest_extendedHold_isGivenBackAtItsNewestEnd() {
        shop.supply("A", "east", 1, 1);
        reserve("o", Duration.ofMinutes(20));
        shop.extend("o", THREE_DAYS);
        holds.add(longHolds(), Shop.call());

        shop.clock().advance(Duration.ofMinutes(20));
        wake(shop.tables().client());
        deliverAll();
        assertThat(shop.available("A", "east")).isZero();
        assertThat(queue.delays()).as("the old end does nothing").hasSize(1);

        shop.clock().advance(THREE_DAYS);
        wake(shop.tables().client());
        deliverAll();
        assertThat(shop.available("A", "east")).isEqualTo(1);
    }

    @Test
    void handleRequest_killedBetweenSendingAndRemoving_sendsAgainAndExpiresOnce() {
        shop.supply("A", "east", 1, 1);
        reserve("o", Duration.ofMinutes(20));
        holds.add(longHolds(), Shop.call());
        shop.clock().advance(Duration.ofMinutes(20));

        wake(
                LocalTables.client(
                        new FaultyHttp(
                                LocalTables.http(),
                                (_, operation) ->
                                        operation.equals("BatchWriteItem")
                                                ? Fault.KILLED_BEFORE
                                                : Fault.NONE,
                                () -> {})),
                TestContext.withTimeLeft(4_000));
        assertThat(rows()).hasSize(1);
        wake(shop.tables().client());

        assertThat(queue.delays()).hasSize(2);
        deliverAll();
        assertThat(shop.available("A", "east")).isEqualTo(1);
        Invariants.once(shop.deltas());
    }

    @Test
    void handleRequest_whenTheTableIsUnreachable_isRetried() {
        assertThat(wake(client(0), KILLED)).containsExactly("0");
    }

    @Test
    void handleRequest_sampleMessage_isUnderstood() {
        var event = LambdaEvents.read(SQSEvent.class, SampleEvents.json("long-holds-due/wake"));
        var answer = function(shop.tables().client()).handleRequest(event, TestContext.create());
        assertThat(LambdaEvents.failed(answer)).isEmpty();
    }

    @Test
    void config_readsItsVariables() {
        assertThatThrownBy(() -> LongHoldsConfig.of(new Environment(Map.of("EXPIRY_QUEUE", "q"))))
                .hasMessage("The environment variable LONG_HOLDS_TABLE is not set");
        assertThat(
                        LongHoldsConfig.of(
                                new Environment(
                                        Map.of("LONG_HOLDS_TABLE", "t", "EXPIRY_QUEUE", "q"))))
                .isEqualTo(new LongHoldsConfig("t", "q"));
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        var event = LambdaEvents.messages("", List.of("{}"));
        var answer = new LongHoldsHandler().handleRequest(event, TestContext.withTimeLeft(700));
        assertThat(LambdaEvents.failed(answer)).containsExactly("0");
    }

    @Test
    void priming_changesNothing() {
        shop.supply("A", "east", 1, 1);
        reserve("o", THREE_DAYS);
        holds.add(longHolds(), Shop.call());
        new LongHoldsPriming(holds).accept(TestContext.create());
        assertThat(rows()).hasSize(1);
    }

    private void reserve(String order, Duration hold) {
        var command =
                new ReserveCommand(
                        new OrderId(order),
                        new Channel("bank"),
                        hold,
                        List.of(line("A", "east", 1)));
        assertThat(shop.stock().reserveFlow().reserve(command, Shop.call()))
                .isInstanceOf(ReserveResult.Reserved.class);
    }

    /** The ends of all holds, as the delta publisher stores them. */
    private List<LongHold> longHolds() {
        return shop.deltas().stream()
                .map(StockEvents::of)
                .flatMap(Optional::stream)
                .flatMap(event -> end(event).stream())
                .toList();
    }

    private static Optional<LongHold> end(StockEvent event) {
        return switch (event.data()) {
            case Reserved it ->
                    Optional.of(new LongHold(event.id(), it.expiresAt(), EventJson.write(event)));
            case Extended it ->
                    Optional.of(new LongHold(event.id(), it.expiresAt(), EventJson.write(event)));
            default -> Optional.empty();
        };
    }

    private List<String> wake(DynamoDbClient client) {
        return wake(client, TestContext.create());
    }

    private List<String> wake(DynamoDbClient client, TestContext context) {
        return LambdaEvents.failed(
                function(client).handleRequest(LambdaEvents.messages("", List.of("{}")), context));
    }

    private void deliverAll() {
        for (List<String> batch = queue.receive(); !batch.isEmpty(); batch = queue.receive()) {
            assertThat(
                            LambdaEvents.failed(
                                    expiry(shop.tables().client())
                                            .handleRequest(
                                                    LambdaEvents.messages("", batch),
                                                    TestContext.create())))
                    .isEmpty();
        }
    }

    private LongHoldsHandler function(DynamoDbClient client) {
        var failures = new FailureTally();
        return new LongHoldsHandler(
                holds(client),
                MessagingClients.sender(queue, "queue", failures),
                shop.clock(),
                failures);
    }

    private ExpiryHandler expiry(DynamoDbClient client) {
        var failures = new FailureTally();
        return new ExpiryHandler(
                new DynamoNetStock(
                        client, shop.tables().names(), Shop.LOCATIONS, shop.clock(), failures),
                MessagingClients.sender(queue, "queue", failures),
                shop.clock(),
                failures);
    }

    private DynamoLongHolds holds(DynamoDbClient client) {
        return new DynamoLongHolds(client, table, (_, _) -> {});
    }

    private static DynamoDbClient client(int requestsMax) {
        return LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), requestsMax));
    }

    private List<?> rows() {
        return shop.tables().scan(table);
    }

    /** A queue that delays messages by the shop's clock. Thread-safe. */
    private final class VirtualQueue implements SqsClient {
        private final PriorityQueue<Waiting> waiting =
                new PriorityQueue<>(Comparator.comparing(Waiting::visibleAt));
        private final List<Integer> delays = new ArrayList<>();

        private record Waiting(Instant visibleAt, String body) {}

        @Override
        public synchronized SendMessageBatchResponse sendMessageBatch(
                SendMessageBatchRequest batch) {
            for (SendMessageBatchRequestEntry entry : batch.entries()) {
                delays.add(entry.delaySeconds());
                send(entry.messageBody(), Duration.ofSeconds(entry.delaySeconds()));
            }
            return SendMessageBatchResponse.builder().failed(List.of()).build();
        }

        synchronized void send(String body, Duration delay) {
            waiting.add(new Waiting(shop.clock().instant().plus(delay), body));
        }

        /** At most ten messages that are visible now. */
        synchronized List<String> receive() {
            List<String> batch = new ArrayList<>();
            while (batch.size() < 10
                    && !waiting.isEmpty()
                    && !waiting.element().visibleAt().isAfter(shop.clock().instant())) {
                batch.add(waiting.remove().body());
            }
            return batch;
        }

        synchronized List<Integer> delays() {
            return List.copyOf(delays);
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
