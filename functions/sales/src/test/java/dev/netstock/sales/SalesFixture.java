package dev.netstock.sales;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.projection.GenerationReader;
import dev.netstock.sales.figures.Amounts;
import dev.netstock.sales.figures.Cell;
import dev.netstock.sales.figures.DynamoSalesTable;
import dev.netstock.sales.figures.Lanes;
import dev.netstock.sales.figures.SalesCodec;
import dev.netstock.sales.figures.SalesRecorder;
import dev.netstock.sales.figures.SalesTables;
import dev.netstock.sales.figures.Series;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.LocalTables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The sales functions with their own tables.
 *
 * @param tables the local tables
 * @param config their names
 * @param clock by which the functions read the generations again
 */
record SalesFixture(LocalTables tables, SalesConfig config, InstantSource clock) {
    static SalesFixture open() {
        return open(InstantSource.system());
    }

    static SalesFixture open(InstantSource clock) {
        LocalTables tables = LocalTables.create();
        return new SalesFixture(
                tables,
                new SalesConfig(
                        tables.createMore("Sales", "series", "cell"), tables.createProjections()),
                clock);
    }

    /** The tables, with a different DynamoDB client. */
    SalesTables over(DynamoDbClient client, GenerationReader generations, FailureTally failures) {
        return new SalesTables(
                new DynamoSalesTable(client, config.salesTable(), Instant::now),
                generations,
                new Lanes(new Random()),
                DynamoNetStock.retries(failures));
    }

    SalesHandler handler() {
        return handler(tables.client());
    }

    SalesHandler handler(DynamoDbClient client) {
        var failures = new FailureTally();
        return new SalesHandler(over(client, generations(client, failures), failures), failures);
    }

    SalesInquiryHandler inquiry(DynamoDbClient client) {
        var failures = new FailureTally();
        return new SalesInquiryHandler(
                over(client, generations(client, failures), failures).reader(), failures);
    }

    private GenerationReader generations(DynamoDbClient client, FailureTally failures) {
        return new GenerationReader(
                SalesRecorder.NAME,
                new DynamoGenerations(client, config.projectionsTable()),
                DynamoNetStock.retries(failures),
                clock);
    }

    /** The sales between two times of the test's day. */
    Reply ask(String query) {
        return Reply.of(
                inquiry(tables.client())
                        .handleRequest(
                                HttpCall.of(SalesInquiryHandler.ROUTE).query(query).event(),
                                TestContext.create()));
    }

    /** The total between two and three, as {@code orders units givenBack}. */
    String total(String more) {
        Reply reply = ask("from=2026-11-21T02:00:00Z&to=2026-11-21T03:00:00Z" + more);
        return "%s %s %s"
                .formatted(
                        reply.at("/total/orders"),
                        reply.at("/total/units"),
                        reply.at("/total/givenBack"));
    }

    static SQSEvent messages(StockEvent... events) {
        return messages(Arrays.asList(events));
    }

    static SQSEvent messages(List<StockEvent> events) {
        return LambdaEvents.messages("m", events.stream().map(EventJson::write).toList());
    }

    /**
     * All generations in a canonical form: a JSON line for each cell, sorted, with lanes added up.
     * Markers are excluded.
     */
    Map<Integer, String> export() {
        Map<Integer, Map<Cell, Amounts>> sums = new HashMap<>();
        for (Map<String, AttributeValue> row : tables.scan(config.salesTable())) {
            List<String> series = List.of(text(row, "series").split("#", 2));
            if (!series.get(1).startsWith("event#")) {
                var counted = SalesCodec.decode(new Series(series.get(1)), row);
                sums.computeIfAbsent(Integer.valueOf(series.get(0)), _ -> new TreeMap<>())
                        .merge(counted.cell(), counted.amounts(), Amounts::plus);
            }
        }
        Map<Integer, String> exports = new TreeMap<>(Comparator.naturalOrder());
        sums.forEach(
                (generation, cells) ->
                        exports.put(
                                generation,
                                cells.entrySet().stream()
                                        .map(cell -> line(cell.getKey(), cell.getValue()))
                                        .collect(Collectors.joining("\n"))));
        return exports;
    }

    private static String line(Cell cell, Amounts amounts) {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("series", cell.series().key());
                    json.writeStringField("minute", SalesCodec.minute(cell.minute()));
                    if (cell.place().isPresent()) {
                        json.writeStringField("location", cell.place().get().location());
                        json.writeStringField("channel", cell.place().get().channel());
                    }
                    json.writeNumberField("orders", amounts.orders());
                    json.writeNumberField("ordersOnce", amounts.ordersOnce());
                    json.writeNumberField("units", amounts.units());
                    json.writeNumberField("givenBack", amounts.givenBack());
                });
    }

    private static String text(Map<String, AttributeValue> row, String name) {
        return requireNonNull(row.get(name)).s();
    }
}
