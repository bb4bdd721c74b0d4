package dev.netstock.expiry;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.messages.TakesJson;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.event.OpenTakes;
import dev.netstock.stock.reservation.ConfirmResult;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Ten units of A; some orders are complete, and for others the function was killed after the take.
 */
class SweepHandlerTest {
    private final Shop shop = Shop.open();
    private final List<OpenTake> made = new ArrayList<>();
    private final SweepHandler handler = over(shop.tables().client());

    @BeforeEach
    void stock() {
        shop.supply("A", "east", 10, 1);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void handleRequest_claimedTake_staysUnchanged() {
        reserve("o", 2);

        assertThat(sweep(handler, takes())).isEmpty();

        assertThat(shop.available("A", "east")).isEqualTo(8);
        nothingIsOpen();
    }

    @Test
    void handleRequest_unclaimedTake_returnsTheUnitForSale() {
        kill("crashed");
        assertThat(shop.available("A", "east")).isEqualTo(9);

        assertThat(sweep(handler, takes())).isEmpty();

        assertThat(shop.available("A", "east")).isEqualTo(10);
        nothingIsOpen();
    }

    @Test
    void handleRequest_messageDeliveredFiveTimes_undoesOnce() {
        kill("crashed");
        String message = takes();

        for (int times = 0; times < 3; times++) {
            assertThat(sweep(handler, message)).isEmpty();
        }
        assertThat(sweep(handler, message, message)).isEmpty();

        assertThat(shop.available("A", "east")).isEqualTo(10);
        nothingIsOpen();
    }

    @Test
    void handleRequest_afterAKillBetweenFenceAndUndo_completesTheUndo() {
        kill("crashed");
        String message = takes();

        assertThat(sweep(over(killedAfter("PutItem")), TestContext.withTimeLeft(700), message))
                .containsExactly("0");
        assertThat(shop.available("A", "east")).isEqualTo(9);

        assertThat(sweep(handler, message)).isEmpty();
        assertThat(shop.available("A", "east")).isEqualTo(10);
        nothingIsOpen();
    }

    @Test
    void handleRequest_severalMessages_sweepsAllTheirTakes() {
        kill("first");
        String first = takes();
        reserve("o", 1);
        kill("second");

        assertThat(sweep(handler, first, takes())).isEmpty();

        assertThat(shop.available("A", "east")).isEqualTo(9);
        nothingIsOpen();
    }

    @Test
    void handleRequest_afterAKill_reportsTheUnfinishedMessages() {
        kill("first");
        String first = takes();
        kill("second");
        String second = takes();

        SweepHandler killed = over(killedAfter("TransactWriteItems"));
        assertThat(sweep(killed, TestContext.withTimeLeft(1_500), first, second)).contains("1");
        assertThat(sweep(handler, first, second)).isEmpty();

        assertThat(shop.available("A", "east")).isEqualTo(10);
        nothingIsOpen();
    }

    @Test
    void handleRequest_unknownMessage_reportsOnlyIt() {
        kill("crashed");

        assertThat(sweep(handler, "{}", takes())).containsExactly("0");

        assertThat(shop.available("A", "east")).isEqualTo(10);
    }

    @Test
    void handleRequest_whenTheTablesAreUnreachable_reportsAllMessages() {
        kill("crashed");
        SweepHandler outOfReach = over(BadClients.outOfReach());

        assertThat(sweep(outOfReach, TestContext.withTimeLeft(700), takes())).containsExactly("0");
    }

    @Test
    void handleRequest_sweptTooEarly_letsTheOrderReserveAndConfirm() {
        kill("o");
        sweep(handler, takes());

        reserve("o", 1);
        assertThat(shop.confirm("o")).isInstanceOf(ConfirmResult.Confirmed.class);
        assertThat(sweep(handler, takes())).isEmpty();

        assertThat(shop.available("A", "east")).isEqualTo(9);
        nothingIsOpen();
    }

    @Test
    void handleRequest_successful_reportsMetricsAndLogsNothingElse() {
        kill("A-1001");
        reserve("o", 1);
        String message = takes();
        assertThat(Output.of(() -> sweep(handler, message)))
                .singleElement()
                .asString()
                .contains(
                        "\"Takes\":2.0",
                        "\"Swept\":1.0",
                        "\"UnsoldUnitSeconds\":60.0",
                        "\"Outcome\":\"handled\"")
                .doesNotContain("A-1001");
    }

    /** The takes of the sample: of two complete orders. */
    @Test
    void handleRequest_sampleMessage_keepsClaimedTakes() {
        String sku = "4901234567894";
        shop.supply(sku, "shinjuku", 12, 1);
        var stock = stock(shop.tables().client(), Locations.parse("shinjuku"), (_, _) -> {});
        stock.reserveFlow().reserve(Shop.order("A-1001", line(sku, 2)), Shop.call());
        stock.reserveFlow().reserve(Shop.order("A-1002", line(sku, 1)), Shop.call());
        var event = LambdaEvents.read(SQSEvent.class, SampleEvents.json("sweep/takes"));

        var answer = handler.handleRequest(event, TestContext.create());

        assertThat(LambdaEvents.failed(answer)).isEmpty();
        assertThat(shop.available(sku, "shinjuku")).isEqualTo(9);
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        kill("crashed");
        var answer =
                new SweepHandler()
                        .handleRequest(
                                LambdaEvents.messages("", List.of(takes())),
                                TestContext.withTimeLeft(700));
        assertThat(LambdaEvents.failed(answer)).containsExactly("0");
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        var environment = new Environment(Map.of("NET_STOCK_TABLE", "a", "LOCATIONS", "east"));
        assertThatThrownBy(() -> SweepConfig.of(environment))
                .hasMessage("The environment variable STOCK_DELTAS_TABLE is not set");
    }

    @Test
    void config_withAllVariables_readsThem() {
        var environment =
                new Environment(
                        Map.of(
                                "NET_STOCK_TABLE", "a",
                                "STOCK_DELTAS_TABLE", "b",
                                "LOCATIONS", "east,west"));
        assertThat(SweepConfig.of(environment))
                .isEqualTo(new SweepConfig("a", "b", Locations.parse("east,west")));
    }

    @Test
    void priming_changesNothing() {
        new SweepPriming(shop.stock().sweepFlow()).accept(TestContext.create());
        assertThat(shop.deltas()).hasSize(1);
    }

    private void nothingIsOpen() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
    }

    /** The takes since the last call, as the level publisher sends them. */
    private String takes() {
        String message = TakesJson.write(OpenTakes.message(made));
        made.clear();
        return message;
    }

    /** The item's image in the stream after a take. */
    private void note() {
        made.add(OpenTake.of(shop.stockOf("A", "east")).orElseThrow());
    }

    private void reserve(String orderId, int units) {
        shop.reserve(orderId, line("A", "east", units));
        note();
    }

    /** An order whose function is killed after it took a unit. */
    private void kill(String orderId) {
        Shop killed =
                Shop.over(shop.tables(), killedAfter("UpdateItem"), shop.clock())
                        .within(Duration.ofMillis(100));
        assertThatThrownBy(() -> killed.reserve(orderId, line("A", "east", 1)))
                .isInstanceOf(RetryLaterException.class);
        note();
    }

    private static List<String> sweep(SweepHandler handler, String... bodies) {
        return sweep(handler, TestContext.create(), bodies);
    }

    private static List<String> sweep(SweepHandler handler, TestContext context, String... bodies) {
        return LambdaEvents.failed(
                handler.handleRequest(LambdaEvents.messages("", Arrays.asList(bodies)), context));
    }

    private SweepHandler over(DynamoDbClient client) {
        var failures = new FailureTally();
        return new SweepHandler(stock(client, Shop.LOCATIONS, failures), failures);
    }

    private DynamoNetStock stock(
            DynamoDbClient client, Locations locations, CallListener listener) {
        return new DynamoNetStock(client, shop.tables().names(), locations, shop.clock(), listener);
    }

    private static DynamoDbClient killedAfter(String operation) {
        return LocalTables.client(
                new FaultyHttp(
                        LocalTables.http(),
                        (_, requested) ->
                                requested.equals(operation) ? Fault.KILLED_AFTER : Fault.NONE,
                        () -> {}));
    }
}
