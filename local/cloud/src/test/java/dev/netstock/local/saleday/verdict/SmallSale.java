package dev.netstock.local.saleday.verdict;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.Intent;
import dev.netstock.local.saleday.OrderLine;
import dev.netstock.local.saleday.snapshot.DeltaRow;
import dev.netstock.local.saleday.snapshot.ItemKey;
import dev.netstock.local.saleday.snapshot.StockItem;
import dev.netstock.local.saleday.snapshot.StockSnapshot;
import dev.netstock.local.saleday.traffic.OrderAction;
import dev.netstock.local.saleday.traffic.OrderCall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A sale of pens, built step by step. Responses, rows and items agree unless a test changes them.
 */
final class SmallSale {
    static final ItemKey FIRST = new ItemKey("pen", "shinjuku", 0);
    static final ItemKey SECOND = new ItemKey("pen", "shinjuku", 1);

    private static final Duration HOLD = Duration.ofSeconds(10);
    private static final Duration TOOK = Duration.ofMillis(100);

    private final Map<String, Buyer> buyers = new TreeMap<>();
    private final List<OrderCall> calls = new ArrayList<>();
    private final List<DeltaRow> rows = new ArrayList<>();
    private final Map<Integer, long[]> units = new TreeMap<>();
    private long supply;
    private long cameIn;
    private Instant now = Instant.parse("2026-11-21T02:00:00Z");

    private SmallSale() {}

    static SmallSale of(int supply) {
        var sale = new SmallSale();
        sale.supply = supply;
        sale.cameIn = supply;
        sale.change(0, supply, 0);
        sale.row(
                "supply#pen#shinjuku",
                "1",
                "SUPPLY",
                List.of(new DeltaRow.Entry(FIRST, supply, 0)));
        return sale;
    }

    SmallSale later(double seconds) {
        now = now.plusMillis((long) (seconds * 1000));
        return this;
    }

    SmallSale reserve(String order, int quantity) {
        return reserveFrom(0, order, quantity);
    }

    SmallSale reserveFrom(int shard, String order, int quantity) {
        arrive(order, quantity);
        answer(order, OrderAction.RESERVE, 201, "");
        take(shard, quantity);
        return order(order, "0001", "RESERVED", shard, -quantity);
    }

    SmallSale refuse(String order, int quantity) {
        arrive(order, quantity);
        return answer(order, OrderAction.RESERVE, 409, "insufficient-stock");
    }

    SmallSale confirm(String order) {
        answer(order, OrderAction.CONFIRM, 200, "");
        return order(order, "0002", "CONFIRMED", 0, 0);
    }

    SmallSale release(String order, int quantity) {
        answer(order, OrderAction.RELEASE, 200, "");
        take(0, -quantity);
        return order(order, "0002", "RELEASED", 0, quantity);
    }

    SmallSale expire(String order, int quantity) {
        take(0, -quantity);
        return order(order, "0002", "EXPIRED", 0, quantity);
    }

    /** An unclaimed take that was undone. */
    SmallSale undo(String order, int quantity) {
        return order(order, "undo#pen#1", "UNDO", 0, quantity);
    }

    /** Moves units from the first item to the second. */
    SmallSale move(int quantity) {
        change(0, -quantity, 0);
        change(1, quantity, 0);
        row(
                "move#1",
                "0001",
                "MOVED",
                List.of(
                        new DeltaRow.Entry(FIRST, -quantity, 0),
                        new DeltaRow.Entry(SECOND, quantity, 0)));
        return this;
    }

    SmallSale arrive(String order, int quantity) {
        buyers.put(
                order,
                new Buyer(
                        0,
                        order,
                        "storefront",
                        List.of(new OrderLine("pen", Optional.of("shinjuku"), quantity)),
                        (int) HOLD.toSeconds(),
                        Intent.PAYS,
                        false,
                        Duration.ZERO));
        return this;
    }

    SmallSale answer(String order, OrderAction action, int status, String problem) {
        calls.add(new OrderCall(order, action, now, TOOK, status, problem));
        return this;
    }

    /** Adds a row of an order without changing items. */
    SmallSale order(String order, String step, String type, int shard, long available) {
        List<DeltaRow.Entry> lines =
                available == 0
                        ? List.of()
                        : List.of(
                                new DeltaRow.Entry(
                                        new ItemKey("pen", "shinjuku", shard), available, 0));
        return row("order#" + order, step, type, lines);
    }

    /** Moves units of an item between available and reserved without a row. */
    SmallSale take(int shard, long quantity) {
        return change(shard, -quantity, quantity);
    }

    SmallSale change(int shard, long available, long reserved) {
        long[] both = units.computeIfAbsent(shard, _ -> new long[2]);
        both[0] += available;
        both[1] += reserved;
        return this;
    }

    /** Sets net stock's supply, independent of the supplied units. */
    SmallSale heardOf(long units) {
        supply = units;
        return this;
    }

    Verdict verdict() {
        return Verdict.of(List.copyOf(buyers.values()), calls, cameIn, snapshot());
    }

    private StockSnapshot snapshot() {
        List<StockItem> items = new ArrayList<>();
        units.forEach(
                (shard, both) ->
                        items.add(
                                new StockItem(
                                        new ItemKey("pen", "shinjuku", shard),
                                        both[0],
                                        both[1],
                                        shard == 0 ? OptionalLong.of(supply) : OptionalLong.empty(),
                                        units.size(),
                                        units.size())));
        return new StockSnapshot(items, rows);
    }

    private SmallSale row(String cause, String step, String type, List<DeltaRow.Entry> lines) {
        Optional<Instant> expiresAt =
                type.equals("RESERVED") ? Optional.of(now.plus(HOLD)) : Optional.empty();
        rows.add(new DeltaRow(cause, step, type, lines, now, expiresAt, Optional.empty(), 0));
        return this;
    }
}
