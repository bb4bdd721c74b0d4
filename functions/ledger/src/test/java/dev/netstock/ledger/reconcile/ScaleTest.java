package dev.netstock.ledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Length;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many rows a second a run compares on this machine, its slices one after the other: as many
 * orders as items.
 */
class ScaleTest {
    private static final int ITEMS = Length.of(500, 20_000);
    private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void run_overManyItemsAndOrders_comparesAllAndPrintsTheRate() {
        try (Company company = Company.open()) {
            fillNetStock(company);
            fillLedger(company);
            long startedAt = System.nanoTime();
            assertThat(RunDriver.calm(company).run(false)).isEmpty();
            Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
            assertThat(company.reports().values())
                    .singleElement()
                    .asString()
                    .contains(
                            "\"compared\":{\"allowances\":0,\"deltas\":%d,\"items\":%d,\"orders\":%d,\"taken\":%d}"
                                    .formatted(ITEMS + 1, ITEMS, ITEMS, ITEMS),
                            "\"suspects\":0");
            long millis = took.minus(company.settle().multipliedBy(2)).toMillis();
            System.out.printf(
                    "%d items, deltas and orders each compared in %d ms: %d rows a second%n",
                    ITEMS, millis, 4_000L * ITEMS / millis);
        }
    }

    /** One item by the book, and the others like it: nine units, of which an order has one. */
    private static void fillNetStock(Company company) {
        company.stock()
                .supplyApplier()
                .apply(
                        List.of(
                                new SupplyChange(
                                        Shop.item("sku-1", "east").sku(),
                                        Shop.item("sku-1", "east").location(),
                                        9,
                                        1)),
                        Shop.call());
        var names = company.tables().names();
        Map<String, AttributeValue> first = company.tables().scan(names.netStock()).getFirst();
        company.tables()
                .fill(
                        names.netStock(),
                        IntStream.rangeClosed(1, ITEMS).mapToObj(n -> item(first, n)).toList());
        company.tables()
                .fill(
                        names.stockDeltas(),
                        IntStream.rangeClosed(1, ITEMS)
                                .mapToObj(n -> DeltaCodec.encode(order(n)))
                                .toList());
    }

    private static Map<String, AttributeValue> item(Map<String, AttributeValue> like, int n) {
        Map<String, AttributeValue> item = new HashMap<>(like);
        item.put("sku", AttributeValue.fromS("sku-" + n));
        item.put("available", AttributeValue.fromN("8"));
        item.put("reserved", AttributeValue.fromN("1"));
        item.put("version", AttributeValue.fromN("2"));
        return item;
    }

    private static Delta order(int n) {
        return new Delta(
                Cause.of(new OrderId("o-" + n)),
                Delta.stepKey(1),
                new Change.Reserved(
                        List.of(DeltaLine.take(Shop.item("sku-" + n, "east"), 1, 2)),
                        LONG_AGO,
                        "contents"),
                Optional.of(new Channel("storefront")),
                new Origin(LONG_AGO, "test", "trace", "attempt"));
    }

    private static void fillLedger(Company company) {
        company.ledger()
                .execute(
                        """
                        INSERT INTO net_stock (sku, location, book, supply, version, sent_version, sent_at, taken)
                        SELECT 'sku-' || n, 'east', 9, 9, 1, 1, now() - interval '1 day', 1
                        FROM generate_series(1, ?) AS n
                        """,
                        ITEMS);
        company.ledger()
                .execute(
                        """
                        INSERT INTO deltas (delta_id, occurred_at, type, order_id, step, channel)
                        SELECT 'order#o-' || n || '#0001', ?::timestamptz, 'reservation.reserved',
                               'o-' || n, 1, 'storefront' FROM generate_series(1, ?) AS n
                        """,
                        LONG_AGO.toString(),
                        ITEMS);
        company.ledger()
                .execute(
                        """
                        INSERT INTO delta_lines (delta_id, line, occurred_at, sku, location, shard, units)
                        SELECT delta_id, 0, occurred_at, 'sku-' || substr(order_id, 3), 'east', 0, -1
                        FROM deltas
                        """);
        company.ledger()
                .execute(
                        """
                        INSERT INTO orders SELECT order_id, channel, 'RESERVED', 1, occurred_at, occurred_at
                        FROM deltas
                        """);
        company.ledger()
                .execute(
                        """
                        INSERT INTO order_lines SELECT order_id, 'sku-' || substr(order_id, 3), 'east', 1
                        FROM orders
                        """);
    }
}
