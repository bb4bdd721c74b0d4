package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.dynamodb.Write;
import dev.netstock.bench.physics.sale.Order.Part;
import dev.netstock.platform.call.Backoff;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Spreads the units over more items while orders run, as net stock does: items are counted before
 * they get units, get units by transactions, and orders pick from them as soon as they have some.
 *
 * @param market what it works on
 * @param retrying repeats its requests
 */
record Spreading(Market market, Retrying retrying) {
    /** It is one among thousands that ask for the same units: who waits long never gets any. */
    private static final Duration WAIT_MAX = Duration.ofMillis(10);

    static Spreading of(Market market) {
        var backoff = new Backoff(Duration.ofMillis(2), WAIT_MAX, market.random());
        return new Spreading(market, new Retrying(market.time(), backoff));
    }

    /** Items of one move: each is shut for orders meanwhile. */
    private static final int PARTS_MAX = 12;

    /** The function that spreads has time, and is called again. */
    private static final long PATIENT = Long.MAX_VALUE / 2;

    void spread(int shards, Runnable done) {
        setLayout(() -> market.shards().grow(shards), () -> round(shards, done));
    }

    private void round(int shards, Runnable done) {
        market.reading()
                .all(
                        market.shards(),
                        PATIENT,
                        _ -> round(shards, done),
                        levels -> move(shards, levels, done));
    }

    private void move(int shards, Levels levels, Runnable done) {
        if (isSpread(shards, levels)) {
            open(shards, done);
        } else {
            moveAll(moves(shards, levels), () -> open(shards, () -> round(shards, done)));
        }
    }

    /**
     * Orders drain the items that they pick from: whoever waited for an even spread before it
     * opened the others would wait until those run dry.
     */
    private void open(int shards, Runnable done) {
        if (market.shards().open() == shards) {
            done.run();
        } else {
            setLayout(() -> market.shards().open(shards), done);
        }
    }

    /** Well enough: who wanted more than half of its share in each would move units all day. */
    private static boolean isSpread(int shards, Levels levels) {
        long half = levels.sum() / shards / 2;
        return IntStream.range(0, shards).allMatch(i -> levels.available(i) >= half);
    }

    /** Pairs those that have too much with those that have too little. */
    private static List<List<Part>> moves(int shards, Levels levels) {
        long share = levels.sum() / shards;
        List<List<Part>> moves = new ArrayList<>();
        List<Part> move = new ArrayList<>();
        int to = 0;
        for (int from = 0; from < shards; from++) {
            long left = levels.available(from) - share;
            long gone = 0;
            for (; left > 0 && to < shards; to++) {
                long units = Math.min(left, share - levels.available(to));
                if (units > 0) {
                    move.add(new Part(levels.items().get(to), units));
                    left -= units;
                    gone += units;
                }
                if (move.size() == PARTS_MAX - 1) {
                    close(moves, move, levels.items().get(from), gone);
                    move = new ArrayList<>();
                    gone = 0;
                }
            }
            close(moves, move, levels.items().get(from), gone);
            move = new ArrayList<>();
        }
        return moves;
    }

    private static void close(List<List<Part>> moves, List<Part> move, StockItem from, long gone) {
        if (gone > 0) {
            move.add(new Part(from, -gone));
            moves.add(move);
        }
    }

    /** A move whose source has run short meanwhile is left to the next round. */
    private void moveAll(List<List<Part>> moves, Runnable done) {
        if (moves.isEmpty()) {
            done.run();
            return;
        }
        retrying.run(
                PATIENT,
                (_, answered) -> market.database().transact(writes(moves.getFirst()), answered),
                _ -> moveAll(moves.subList(1, moves.size()), done));
    }

    /** The books change with the commit of the transaction: with its row. */
    private List<Write> writes(List<Part> move) {
        List<Write> writes = new ArrayList<>();
        Write row = market.newRow();
        writes.add(new Write(row.item(), row.condition(), () -> market.books().move(move)));
        for (Part part : move) {
            StockItem item = part.item();
            writes.add(
                    new Write(item.place(), () -> item.available() + part.units() >= 0, () -> {}));
        }
        return writes;
    }

    private void setLayout(Runnable change, Runnable done) {
        var write = new Write(market.shards().first().place(), () -> true, change);
        Consumer<Answer> then = _ -> done.run();
        retrying.run(PATIENT, (_, answered) -> market.database().write(write, answered), then);
    }
}
