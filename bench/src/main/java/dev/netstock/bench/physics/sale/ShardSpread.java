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
 * Spreads the units over more items while orders run, as net stock does: new items are counted
 * before they get units, get units by transactions, and orders pick from them as soon as they have
 * some.
 *
 * @param market the shared state of the run
 * @param retries repeats its requests
 */
record ShardSpread(Market market, VirtualRetries retries) {
    /**
     * It competes with thousands of orders for the same units: with long waits it would never get
     * any.
     */
    private static final Duration WAIT_MAX = Duration.ofMillis(10);

    static ShardSpread of(Market market) {
        var backoff = new Backoff(Duration.ofMillis(2), WAIT_MAX, market.random());
        return new ShardSpread(market, new VirtualRetries(market.time(), backoff));
    }

    /** The most items of one move, which locks them for orders meanwhile. */
    private static final int PARTS_MAX = 12;

    /** The function that spreads has no deadline in the model. */
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
     * Opens the new items before the units are spread evenly: orders drain the old items faster.
     */
    private void open(int shards, Runnable done) {
        if (market.shards().open() == shards) {
            done.run();
        } else {
            setLayout(() -> market.shards().open(shards), done);
        }
    }

    /**
     * Whether each item has at least half of its share; a stricter rule would move units all the
     * time.
     */
    private static boolean isSpread(int shards, Levels levels) {
        long half = levels.sum() / shards / 2;
        return IntStream.range(0, shards).allMatch(i -> levels.available(i) >= half);
    }

    /** Pairs items that have too many units with items that have too few. */
    private static List<List<Part>> moves(int shards, Levels levels) {
        long share = levels.sum() / shards;
        List<List<Part>> moves = new ArrayList<>();
        List<Part> move = new ArrayList<>();
        int to = 0;
        for (int from = 0; from < shards; from++) {
            long left = levels.available(from) - share;
            long soldOut = 0;
            for (; left > 0 && to < shards; to++) {
                long units = Math.min(left, share - levels.available(to));
                if (units > 0) {
                    move.add(new Part(levels.items().get(to), units));
                    left -= units;
                    soldOut += units;
                }
                if (move.size() == PARTS_MAX - 1) {
                    close(moves, move, levels.items().get(from), soldOut);
                    move = new ArrayList<>();
                    soldOut = 0;
                }
            }
            close(moves, move, levels.items().get(from), soldOut);
            move = new ArrayList<>();
        }
        return moves;
    }

    private static void close(
            List<List<Part>> moves, List<Part> move, StockItem from, long soldOut) {
        if (soldOut > 0) {
            move.add(new Part(from, -soldOut));
            moves.add(move);
        }
    }

    /** The next round repeats a move whose source has run short meanwhile. */
    private void moveAll(List<List<Part>> moves, Runnable done) {
        if (moves.isEmpty()) {
            done.run();
            return;
        }
        retries.run(
                PATIENT,
                (_, answered) -> market.database().transact(writes(moves.getFirst()), answered),
                _ -> moveAll(moves.subList(1, moves.size()), done));
    }

    /** The write of the row changes the books, at the commit of the transaction. */
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
        retries.run(PATIENT, (_, answered) -> market.database().write(write, answered), then);
    }
}
