package dev.netstock.sales;

import static dev.netstock.sales.Events.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.EventLine;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.sales.figures.DynamoSalesTable;
import dev.netstock.sales.figures.Lanes;
import dev.netstock.sales.figures.SalesTables;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

class SalesHandlerTest {
    private final SalesFixture fixture = SalesFixture.open();
    private final SalesHandler handler = fixture.handler();

    @Test
    void handleRequest_sampleEvents_areCounted() {
        SQSEvent event = LambdaEvents.read(SQSEvent.class, SampleEvents.json("sales/events"));
        assertThat(LambdaEvents.failed(handler.handleRequest(event, TestContext.create())))
                .isEmpty();
        // Two units reserved; one unit released; three units expired.
        assertThat(fixture.total("")).isEqualTo("-1 -2 4");
    }

    @Test
    void handleRequest_soldAndReturnedOrders_areCountedNet() {
        handle(
                Events.reserved("a", "pos", line("A", "east", 2), line("B", "west", 1)),
                Events.reserved("b", "storefront", line("A", "east", 5)),
                Events.cancelled("a", "pos", line("A", "east", 1)),
                Events.expired("b", "storefront", line("A", "east", 5)));
        assertThat(fixture.total("")).isEqualTo("1 2 6");
        assertThat(fixture.total("&sku=A")).isEqualTo("1 1 6");
        assertThat(fixture.total("&sku=A&channel=pos")).isEqualTo("1 1 1");
        assertThat(fixture.total("&location=west")).isEqualTo("1 1 0");
        assertThat(fixture.total("&channel=storefront")).isEqualTo("0 0 5");
        assertThat(fixture.total("&channel=pos&location=east")).isEqualTo("1 1 1");
    }

    @Test
    void handleRequest_duplicateMessage_isCountedOnceAndReported() {
        StockEvent event = Events.reserved("o", "pos", line("A", "east", 2));
        handle(event, event);
        List<String> lines = Output.of(() -> handle(event));
        assertThat(fixture.total("")).isEqualTo("1 2 0");
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"Events\":1.0", "\"Duplicates\":1.0", "\"Operation\":\"recordSales\"");
    }

    @Test
    void handleRequest_countedAndNewEvents_countsTheNewOnes() {
        handle(Events.reserved("a", "pos", line("A", "east", 2)));
        handle(
                Events.reserved("a", "pos", line("A", "east", 2)),
                Events.reserved("b", "pos", line("A", "east", 3)));
        assertThat(fixture.total("")).isEqualTo("2 5 0");
    }

    @Test
    void handleRequest_moreCellsThanATransactionHolds_countsAllOnce() {
        StockEvent event =
                Events.reserved(
                        "o",
                        "pos",
                        IntStream.range(0, 99)
                                .mapToObj(i -> line("A", "location-" + i, 1))
                                .toArray(EventLine[]::new));
        var halfway =
                fixture.handler(LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), 2)));
        halfway.handleRequest(SalesFixture.messages(event), TestContext.withTimeLeft(510));
        handle(event);
        handle(event);
        assertThat(fixture.total("")).isEqualTo("1 99 0");
        assertThat(fixture.total("&sku=A")).isEqualTo("1 99 0");
        assertThat(fixture.total("&sku=A&location=location-7")).isEqualTo("1 1 0");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "KILLED_BEFORE", "KILLED_AFTER"})
    void handleRequest_whenARequestFailsOnce_countsOnce(Fault fault) {
        var http =
                new FaultyHttp(
                        LocalTables.http(),
                        (number, operation) ->
                                number == 2 && operation.equals("TransactWriteItems")
                                        ? fault
                                        : Fault.NONE,
                        () -> {});
        var faulty = fixture.handler(LocalTables.client(http));
        StockEvent event = Events.reserved("o", "pos", line("A", "east", 2));
        assertThat(
                        LambdaEvents.failed(
                                faulty.handleRequest(
                                        SalesFixture.messages(event), TestContext.create())))
                .isEmpty();
        assertThat(fixture.total("")).isEqualTo("1 2 0");
    }

    @Test
    void handleRequest_whenTheTableIsUnreachable_reportsAllMessages() {
        SalesHandler unreachable = fixture.handler(BadClients.outOfReach());
        StockEvent event = Events.reserved("o", "pos", line("A", "east", 2));
        assertThat(
                        LambdaEvents.failed(
                                unreachable.handleRequest(
                                        SalesFixture.messages(event, event),
                                        TestContext.withTimeLeft(700))))
                .containsExactlyInAnyOrder("m0", "m1");
    }

    @Test
    void handleRequest_conflictInALane_continuesInAnotherLane() {
        var http =
                new FaultyHttp(
                        LocalTables.http(),
                        (number, _) -> number == 1 ? Fault.CONFLICT : Fault.NONE,
                        () -> {});
        var failures = new FailureTally();
        var tables =
                new SalesTables(
                        new DynamoSalesTable(
                                LocalTables.client(http),
                                fixture.config().salesTable(),
                                Instant::now),
                        FixedGenerations.reader(1),
                        new Lanes(new Draws(new ArrayList<>(List.of(7, 9)))),
                        DynamoNetStock.retries(failures));
        var inLanes = new SalesHandler(tables, failures);
        StockEvent event = Events.reserved("o", "pos", line("A", "east", 2));
        inLanes.handleRequest(SalesFixture.messages(event), TestContext.create());
        assertThat(fixture.tables().scan(fixture.config().salesTable()))
                .map(row -> String.valueOf(row.get("cell")))
                .filteredOn(cell -> cell.contains("#"))
                .hasSize(5)
                .allMatch(cell -> cell.contains("#09"));
    }

    @Test
    void lanes_afterAConflict_areDrawnAgain() {
        var drawn = new ArrayList<>(List.of(7, 7, 9));
        Lanes lanes = new Lanes(new Draws(drawn));
        assertThat(lanes.current()).isEqualTo(7);
        assertThat(lanes.current()).isEqualTo(7);
        lanes.change();
        lanes.current();
        lanes.change();
        assertThat(lanes.current()).isEqualTo(9);
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        StockEvent event = Events.reserved("o", "pos", line("A", "east", 2));
        assertThat(
                        LambdaEvents.failed(
                                new SalesHandler()
                                        .handleRequest(
                                                SalesFixture.messages(event),
                                                TestContext.withTimeLeft(700))))
                .containsExactly("m0");
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        assertThatThrownBy(() -> SalesConfig.of(new Environment(Map.of("SALES_TABLE", "a"))))
                .hasMessage("The environment variable PROJECTIONS_TABLE is not set");
    }

    private void handle(StockEvent... events) {
        assertThat(
                        LambdaEvents.failed(
                                handler.handleRequest(
                                        SalesFixture.messages(events), TestContext.create())))
                .isEmpty();
    }

    /** A generator that returns given numbers. */
    private record Draws(List<Integer> next) implements RandomGenerator {
        @Override
        public int nextInt(int bound) {
            return next.removeFirst();
        }

        @Override
        public long nextLong() {
            throw new UnsupportedOperationException("Only lanes use this generator");
        }
    }
}
