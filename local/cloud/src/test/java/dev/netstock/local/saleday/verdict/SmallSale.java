package dev.netstock.local.saleday.verdict;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.Intent;
import dev.netstock.local.saleday.Line;
import dev.netstock.local.saleday.books.Books;
import dev.netstock.local.saleday.books.Item;
import dev.netstock.local.saleday.books.Place;
import dev.netstock.local.saleday.books.Row;
import dev.netstock.local.saleday.traffic.Asked;
import dev.netstock.local.saleday.traffic.Called;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A sale of pens, written down step by step: answers, rows and items agree, until a test has them
 * not to.
 */
final class SmallSale {
    static final Place FIRST = new Place("pen", "shinjuku", 0);
    static final Place SECOND = new Place("pen", "shinjuku", 1);

    private static final Duration HOLD = Duration.ofSeconds(10);
    private static final Duration TOOK = Duration.ofMillis(100);

    private final Map<String, Buyer> buyers = new TreeMap<>();
    private final List<Called> calls = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
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
        sale.row("supply#pen#shinjuku", "1", "SUPPLY", List.of(new Row.Entry(FIRST, supply, 0)));
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
        come(order, quantity);
        answer(order, Asked.RESERVE, 201, "");
        take(shard, quantity);
        return order(order, "0001", "RESERVED", shard, -quantity);
    }

    SmallSale refuse(String order, int quantity) {
        come(order, quantity);
        return answer(order, Asked.RESERVE, 409, "insufficient-stock");
    }

    SmallSale confirm(String order) {
        answer(order, Asked.CONFIRM, 200, "");
        return order(order, "0002", "CONFIRMED", 0, 0);
    }

    SmallSale release(String order, int quantity) {
        answer(order, Asked.RELEASE, 200, "");
        take(0, -quantity);
        return order(order, "0002", "RELEASED", 0, quantity);
    }

    SmallSale expire(String order, int quantity) {
        take(0, -quantity);
        return order(order, "0002", "EXPIRED", 0, quantity);
    }

    /** A take that was given back, since nobody claimed it. */
    SmallSale undo(String order, int quantity) {
        return order(order, "undo#pen#1", "UNDO", 0, quantity);
    }

    /** Units go from the first item to the second. */
    SmallSale move(int quantity) {
        change(0, -quantity, 0);
        change(1, quantity, 0);
        row(
                "move#1",
                "0001",
                "MOVED",
                List.of(new Row.Entry(FIRST, -quantity, 0), new Row.Entry(SECOND, quantity, 0)));
        return this;
    }

    SmallSale come(String order, int quantity) {
        buyers.put(
                order,
                new Buyer(
                        0,
                        order,
                        "storefront",
                        List.of(new Line("pen", Optional.of("shinjuku"), quantity)),
                        (int) HOLD.toSeconds(),
                        Intent.PAYS,
                        false,
                        Duration.ZERO));
        return this;
    }

    SmallSale answer(String order, Asked asked, int status, String problem) {
        calls.add(new Called(order, asked, now, TOOK, status, problem));
        return this;
    }

    /** A row of an order, and nothing else. */
    SmallSale order(String order, String step, String type, int shard, long available) {
        List<Row.Entry> lines =
                available == 0
                        ? List.of()
                        : List.of(new Row.Entry(new Place("pen", "shinjuku", shard), available, 0));
        return row("order#" + order, step, type, lines);
    }

    /** Units of an item move between available and reserved, and no row tells of it. */
    SmallSale take(int shard, long quantity) {
        return change(shard, -quantity, quantity);
    }

    SmallSale change(int shard, long available, long reserved) {
        long[] both = units.computeIfAbsent(shard, _ -> new long[2]);
        both[0] += available;
        both[1] += reserved;
        return this;
    }

    /** Net stock heard of so many units, whatever came in. */
    SmallSale heardOf(long units) {
        supply = units;
        return this;
    }

    Verdict verdict() {
        return Verdict.of(List.copyOf(buyers.values()), calls, cameIn, books());
    }

    private Books books() {
        List<Item> items = new ArrayList<>();
        units.forEach(
                (shard, both) ->
                        items.add(
                                new Item(
                                        new Place("pen", "shinjuku", shard),
                                        both[0],
                                        both[1],
                                        shard == 0 ? OptionalLong.of(supply) : OptionalLong.empty(),
                                        units.size(),
                                        units.size())));
        return new Books(items, rows);
    }

    private SmallSale row(String cause, String step, String type, List<Row.Entry> lines) {
        Optional<Instant> expiresAt =
                type.equals("RESERVED") ? Optional.of(now.plus(HOLD)) : Optional.empty();
        rows.add(new Row(cause, step, type, lines, now, expiresAt, Optional.empty(), 0));
        return this;
    }
}
