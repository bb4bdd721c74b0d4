package dev.netstock.expiry;

import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.EventData.LevelChanged;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Locations;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.reservation.ReservationState;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One unit of A, and reservations of it with a hold of fifteen minutes. */
class ExpiryHandlerTest {
    private final Expiry expiry = Expiry.open();
    private final Shop shop = expiry.shop();

    @BeforeEach
    void stock() {
        shop.supply("A", "east", 1, 1);
    }

    @AfterEach
    void nothingIsLost() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
    }

    @Test
    void handleRequest_expiredHold_returnsTheUnitForSale() {
        String message = reserve("o");
        assertThat(expiry.deliver(message)).isEmpty();
        pass(Duration.ofSeconds(onlyDelay()));

        assertThat(expiry.deliver(message)).isEmpty();

        assertThat(stateOf("o")).isEqualTo(ReservationState.EXPIRED);
        assertThat(shop.reserve("next", line("A", 1))).isInstanceOf(ReserveResult.Reserved.class);
    }

    @Test
    void handleRequest_holdsOfOneItem_areExpiredInOneTransaction() {
        shop.supply("A", "east", 4, 2);
        String[] messages = {reserve("o-1"), reserve("o-2"), reserve("o-3")};
        shop.release("o-2");
        pass(Shop.HOLD);
        var transactions = new AtomicInteger();
        Expiry counting =
                expiry.over(
                        LocalTables.watched(
                                request ->
                                        transactions.addAndGet(
                                                request instanceof TransactWriteItemsRequest
                                                        ? 1
                                                        : 0)));

        assertThat(counting.deliver(messages)).isEmpty();

        assertThat(transactions).hasValue(1);
        assertThat(stateOf("o-1")).isEqualTo(ReservationState.EXPIRED);
        assertThat(stateOf("o-3")).isEqualTo(ReservationState.EXPIRED);
        assertThat(shop.available("A", "east")).isEqualTo(4);
    }

    @Test
    void handleRequest_runningHold_resendsTheMessageWithTheRemainingTimeRoundedUp() {
        String message = reserve("o");
        pass(Duration.ofMillis(100_400));

        assertThat(expiry.deliver(message)).isEmpty();

        SendMessageBatchRequestEntry sent = onlySent();
        assertThat(sent.delaySeconds()).isEqualTo(800);
        assertThat(sent.messageBody()).isEqualTo(message);
        assertThat(stateOf("o")).isEqualTo(ReservationState.RESERVED);
    }

    @Test
    void handleRequest_holdLongerThanTheMaximumDelay_delaysTheMessageAgain() {
        String message = expiry.reserved("o", Duration.ofMinutes(40));
        assertThat(expiry.deliver(message)).isEmpty();
        assertThat(onlyDelay()).isEqualTo(900);
        pass(Duration.ofMinutes(31));

        assertThat(expiry.deliver(message)).isEmpty();
        assertThat(onlyDelay()).isEqualTo(540);
    }

    @Test
    void handleRequest_confirmedOrder_staysUnchanged() {
        String message = reserve("o");
        shop.confirm("o");
        pass(Shop.HOLD);

        assertThat(expiry.deliver(message)).isEmpty();
        assertThat(stateOf("o")).isEqualTo(ReservationState.CONFIRMED);
        assertThat(shop.available("A", "east")).isZero();
    }

    @Test
    void handleRequest_releasedOrder_staysUnchanged() {
        String message = reserve("o");
        shop.release("o");
        pass(Shop.HOLD);

        assertThat(expiry.deliver(message)).isEmpty();
        assertThat(stateOf("o")).isEqualTo(ReservationState.RELEASED);
        assertThat(shop.available("A", "east")).isEqualTo(1);
    }

    @Test
    void handleRequest_messageDeliveredFiveTimes_expiresOnce() {
        String message = reserve("o");
        pass(Shop.HOLD);

        for (int times = 0; times < 3; times++) {
            assertThat(expiry.deliver(message)).isEmpty();
        }
        assertThat(expiry.deliver(message, message)).isEmpty();

        assertThat(shop.available("A", "east")).isEqualTo(1);
        assertThat(shop.deltas()).hasSize(3);
    }

    @Test
    void handleRequest_afterAKillBehindTheWrite_doesNotRepeatIt() {
        String message = reserve("o");
        pass(Shop.HOLD);
        Expiry killed = expiry.over(killedAfter("TransactWriteItems"));

        assertThat(killed.deliver(TestContext.withTimeLeft(700), message)).containsExactly("0");
        assertThat(shop.available("A", "east")).isEqualTo(1);

        assertThat(counts(message)).contains("\"EndedOtherwise\":1.0", "\"Expired\":0.0");
        assertThat(shop.available("A", "east")).isEqualTo(1);
    }

    @Test
    void handleRequest_whenTheClockOfNetStockIsBehind_delaysAgain() {
        var slowClock = new SettableClock();
        Expiry early = expiry.withEndsBy(slowClock);
        String message = reserve("o");
        pass(Shop.HOLD);

        assertThat(early.deliver(message)).isEmpty();
        assertThat(onlyDelay()).isEqualTo(1);
        assertThat(stateOf("o")).isEqualTo(ReservationState.RESERVED);

        slowClock.advance(Shop.HOLD);
        assertThat(early.deliver(message)).isEmpty();
        assertThat(stateOf("o")).isEqualTo(ReservationState.EXPIRED);
    }

    @Test
    void handleRequest_extendedHold_waitsForTheMessageOfItsNewestEnd() {
        String old = reserve("o");
        pass(Duration.ofMinutes(10));
        shop.extend("o", Shop.HOLD);
        String newest = expiry.extended("o", Shop.HOLD);
        pass(Duration.ofMinutes(5));

        assertThat(expiry.deliver(old)).isEmpty();
        assertThat(stateOf("o")).isEqualTo(ReservationState.RESERVED);
        assertThat(expiry.queue().sent()).as("no second message of the same end").isEmpty();

        pass(Duration.ofMinutes(10));
        assertThat(expiry.deliver(newest)).isEmpty();
        assertThat(stateOf("o")).isEqualTo(ReservationState.EXPIRED);
        assertThat(expiry.deliver(old, newest)).isEmpty();
        assertThat(shop.available("A", "east")).isEqualTo(1);
    }

    @Test
    void handleRequest_manyHolds_expiresEndedOnesAndResendsOthersInBatches() {
        shop.supply("B", "east", 30, 1);
        List<String> over =
                IntStream.range(0, 12).mapToObj(i -> reserve("over-" + i, "B")).toList();
        pass(Shop.HOLD);
        List<String> running =
                IntStream.range(0, 12).mapToObj(i -> reserve("running-" + i, "B")).toList();

        assertThat(expiry.deliver(concat(over, running))).isEmpty();

        assertThat(shop.available("B", "east")).isEqualTo(18);
        assertThat(expiry.queue().sent())
                .extracting(SendMessageBatchRequestEntry::messageBody)
                .containsExactlyInAnyOrderElementsOf(running);
    }

    @Test
    void handleRequest_confirmedOrders_areFoundInOneRequest() {
        shop.supply("B", "east", 10, 1);
        List<String> messages =
                IntStream.range(0, 10).mapToObj(i -> reserve("o-" + i, "B")).toList();
        IntStream.range(0, 10).forEach(i -> shop.confirm("o-" + i));
        pass(Shop.HOLD);
        List<String> requests = new CopyOnWriteArrayList<>();
        var watched =
                expiry.over(LocalTables.watched(it -> requests.add(it.getClass().getSimpleName())));

        assertThat(watched.deliver(messages.toArray(String[]::new))).isEmpty();

        assertThat(requests).containsExactly("BatchGetItemRequest");
    }

    @Test
    void handleRequest_orderConfirmedAfterItsExpiry_staysConfirmed() {
        String message = reserve("o");
        pass(Shop.HOLD);
        assertThat(expiry.deliver(message)).isEmpty();
        shop.confirm("o");

        assertThat(expiry.deliver(message)).isEmpty();

        assertThat(stateOf("o")).isEqualTo(ReservationState.CONFIRMED);
        assertThat(shop.available("A", "east")).isZero();
    }

    @Test
    void handleRequest_unreadableMessage_reportsOnlyIt() {
        String message = reserve("o");
        pass(Shop.HOLD);

        assertThat(expiry.deliver(expiry.reserved("none", Duration.ZERO), "{}", message))
                .containsExactly("0", "1");
        assertThat(stateOf("o")).isEqualTo(ReservationState.EXPIRED);
    }

    @Test
    void handleRequest_eventOfAnotherType_isIgnored() {
        String level =
                EventJson.write(
                        new StockEvent(
                                "level#A#east#1",
                                Instant.EPOCH,
                                Optional.empty(),
                                Optional.empty(),
                                new LevelChanged("A", "east", 1, 1)));

        assertThat(expiry.deliver(level, level.replace("level.changed", "level.sung"))).isEmpty();
        assertThat(expiry.queue().sent()).isEmpty();
    }

    @Test
    void handleRequest_whenTheTablesAreUnreachable_reportsEndedHolds() {
        String over = reserve("o");
        pass(Shop.HOLD);
        String running = expiry.reserved("running");

        assertThat(
                        expiry.over(BadClients.outOfReach())
                                .deliver(TestContext.withTimeLeft(700), over, running))
                .containsExactly("0");
        assertThat(onlyDelay()).isEqualTo(900);
    }

    @Test
    void handleRequest_whenTheQueueIsUnreachable_reportsRunningHolds() {
        String over = reserve("o");
        pass(Shop.HOLD);
        String running = expiry.reserved("running");

        assertThat(expiry.withoutQueue().deliver(TestContext.withTimeLeft(700), over, running))
                .containsExactly("1");
        assertThat(stateOf("o")).isEqualTo(ReservationState.EXPIRED);
    }

    @Test
    void send_delayedMessage_isReceivedAfterTheDelay() {
        String message = expiry.reserved("soon", Duration.ofMillis(2_300));
        expiry.deliver(message);
        assertThat(expiry.queue().receive()).isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(expiry.queue().receive()).containsExactly(message));
    }

    @Test
    void handleRequest_successful_reportsMetricsAndLogsNothingElse() {
        String message = reserve("A-1001");
        pass(Shop.HOLD.plusMillis(1_500));
        assertThat(counts(message))
                .contains(
                        "\"Expired\":1.0",
                        "\"Waiting\":0.0",
                        "\"LagMillis\":1500.0",
                        "\"UnsoldUnitSeconds\":901.0",
                        "\"Outcome\":\"handled\"")
                .doesNotContain("A-1001");
    }

    @Test
    void handleRequest_shippedUnits_endsTheHoldAndCountsNoUnsoldUnits() {
        String message = reserve("A-1001");
        expiry.shop().ship("A-1001", shipped("A", "east", 1));
        pass(Shop.HOLD);
        assertThat(counts(message)).contains("\"Expired\":1.0", "\"UnsoldUnitSeconds\":0.0");
        assertThat(stateOf("A-1001")).isEqualTo(ReservationState.EXPIRED);
        assertThat(expiry.shop().stockOf("A", "east").reserved()).isEqualTo(1);
    }

    @Test
    void handleRequest_sampleMessage_delaysItsHold() {
        var event = LambdaEvents.read(SQSEvent.class, SampleEvents.json("expiry/reserved"));

        var answer = expiry.handler().handleRequest(event, TestContext.create());

        assertThat(LambdaEvents.failed(answer)).isEmpty();
        assertThat(onlyDelay()).isEqualTo(900);
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        var event = LambdaEvents.messages("", List.of(reserve("o")));
        pass(Shop.HOLD);
        var answer = new ExpiryHandler().handleRequest(event, TestContext.withTimeLeft(700));
        assertThat(LambdaEvents.failed(answer)).containsExactly("0");
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        var environment =
                new Environment(
                        Map.of(
                                "NET_STOCK_TABLE", "a",
                                "STOCK_DELTAS_TABLE", "b",
                                "ALLOWANCES_TABLE", "d",
                                "LOCATIONS", "east"));
        assertThatThrownBy(() -> ExpiryConfig.of(environment))
                .hasMessage("The environment variable EXPIRY_QUEUE is not set");
    }

    @Test
    void config_withAllVariables_readsThem() {
        var environment =
                new Environment(
                        Map.of(
                                "NET_STOCK_TABLE", "a",
                                "STOCK_DELTAS_TABLE", "b",
                                "ALLOWANCES_TABLE", "d",
                                "LOCATIONS", "east,west",
                                "EXPIRY_QUEUE", "c"));
        assertThat(ExpiryConfig.of(environment))
                .isEqualTo(new ExpiryConfig("a", "b", "d", Locations.parse("east,west"), "c"));
    }

    @Test
    void priming_changesNothing() {
        new ExpiryPriming(shop.stock().expireFlow()).accept(TestContext.create());
        assertThat(shop.deltas()).hasSize(1);
    }

    private String reserve(String orderId) {
        return reserve(orderId, "A");
    }

    private String reserve(String orderId, String sku) {
        assertThat(shop.reserve(orderId, line(sku, "east", 1)))
                .isInstanceOf(ReserveResult.Reserved.class);
        return expiry.reserved(orderId);
    }

    private void pass(Duration time) {
        shop.clock().advance(time);
    }

    private String counts(String... messages) {
        return assertThat(Output.of(() -> expiry.deliver(messages)))
                .singleElement()
                .asString()
                .actual();
    }

    private SendMessageBatchRequestEntry onlySent() {
        List<SendMessageBatchRequestEntry> sent = expiry.queue().sent();
        assertThat(sent).hasSize(1);
        return sent.getFirst();
    }

    private int onlyDelay() {
        return onlySent().delaySeconds();
    }

    private ReservationState stateOf(String orderId) {
        return shop.stock()
                .readReservation(new OrderId(orderId), Shop.call())
                .orElseThrow()
                .state();
    }

    private static String[] concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toArray(String[]::new);
    }

    /** A client that kills the function at the first such request, after it took effect. */
    private static DynamoDbClient killedAfter(String operation) {
        return LocalTables.client(
                new FaultyHttp(
                        LocalTables.http(),
                        (_, requested) ->
                                requested.equals(operation) ? Fault.KILLED_AFTER : Fault.NONE,
                        () -> {}));
    }
}
