package dev.netstock.ledger.reconcile;

import static dev.netstock.stock.testing.Shop.call;

import dev.netstock.events.StockEvent;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.operations.report.Reports;
import dev.netstock.platform.testing.Length;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Net stock and the ledger of a company, with real tables and a real database. Thread-safe.
 *
 * @param tables net stock's tables
 * @param ledger the ledger's database
 * @param reports the reports, by key
 * @param settle how long a run waits for what is in flight
 */
record Company(LocalTables tables, TestLedger ledger, Map<String, String> reports, Duration settle)
        implements AutoCloseable, Reports {
    /** A company where nothing is in flight while a run compares. */
    static Company open() {
        return open(Duration.ofMillis(100));
    }

    /** One that trades meanwhile: nothing is in flight for longer, even on a busy machine. */
    static Company openForTrade() {
        return open(Duration.ofMillis(Length.isFull() ? 2_000 : 1_500));
    }

    private static Company open(Duration settle) {
        return new Company(
                LocalTables.create(), TestLedger.create(), new ConcurrentHashMap<>(), settle);
    }

    @Override
    public void close() {
        tables.delete();
        ledger.close();
    }

    DynamoNetStock stock() {
        return stock(tables.client());
    }

    DynamoNetStock stock(DynamoDbClient client) {
        return new DynamoNetStock(
                client, tables.names(), Shop.LOCATIONS, InstantSource.system(), (_, _) -> {});
    }

    /** Books units of SKUs at {@code east}, and sends the supply to net stock. */
    void book(int units, String... skus) {
        ledger.addItems(skus);
        for (String sku : skus) {
            ledger.book(sku, "east", "2026-11-21", units);
        }
        sync();
    }

    void sync() {
        ledger.sync(stock());
    }

    void reserve(String order, RequestedLine... lines) {
        stock().reserveFlow().reserve(Shop.order(order, lines), call());
    }

    /** The events of an order's rows. */
    List<StockEvent> eventsOf(String order) {
        return rowsOf(order).stream().flatMap(row -> StockEvents.of(row).stream()).toList();
    }

    List<Delta> rowsOf(String order) {
        String key = Cause.of(new OrderId(order)).key();
        return tables
                .client()
                .query(
                        request ->
                                request.tableName(tables.names().stockDeltas())
                                        .consistentRead(true)
                                        .keyConditionExpression("cause = :cause")
                                        .expressionAttributeValues(
                                                Map.of(":cause", AttributeValue.fromS(key))))
                .items()
                .stream()
                .map(DeltaCodec::decode)
                .toList();
    }

    void post(List<StockEvent> events) {
        new LedgerPosting(ledger.database(), _ -> {}).post(events);
    }

    /** Reserves, and posts the events to the ledger immediately. */
    void order(String order, RequestedLine... lines) {
        reserve(order, lines);
        post(eventsOf(order));
    }

    /** Changes an item of {@code east} outside of the protocol. */
    void edit(String sku, String attribute, long by) {
        tables.client()
                .updateItem(
                        request ->
                                request.tableName(tables.names().netStock())
                                        .key(key(sku))
                                        .updateExpression("ADD " + attribute + " :by")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":by",
                                                        AttributeValue.fromN(Long.toString(by)))));
    }

    void delete(String sku) {
        tables.client()
                .deleteItem(request -> request.tableName(tables.names().netStock()).key(key(sku)));
    }

    private static Map<String, AttributeValue> key(String sku) {
        return Map.of("sku", AttributeValue.fromS(sku), "location", AttributeValue.fromS("east"));
    }

    @Override
    public void put(String key, String json) {
        reports.put(key, json);
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(reports.get(key));
    }

    /** The runs of the function, with the services of this company. */
    ReconcileRuns runs(RunQueue queue, Transactions transactions, int rowsMax) {
        return runs(queue, transactions, rowsMax, this);
    }

    /** The same, with another store of reports. */
    ReconcileRuns runs(
            RunQueue queue, Transactions transactions, int rowsMax, Reports reportStore) {
        return new ReconcileConfig(
                        tables.names().netStock(),
                        tables.names().stockDeltas(),
                        tables.names().allowances(),
                        Shop.LOCATIONS,
                        new ReconcileConfig.Policy(3, settle, false, rowsMax))
                .runs(
                        new ReconcileConfig.Clients(
                                transactions,
                                tables.client(),
                                queue,
                                _ -> sync(),
                                reportStore,
                                InstantSource.system(),
                                (_, _) -> {}));
    }
}
