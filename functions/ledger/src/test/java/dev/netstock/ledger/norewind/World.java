package dev.netstock.ledger.norewind;

import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import java.time.Duration;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Both sides of one sale. Thread-safe.
 *
 * @param ledger the ledger
 * @param shop net stock
 * @param seed determines all actions, but not their timing
 * @param kills how many functions were killed so far
 * @param sold orders that are paid for and stay: the warehouse ships them
 */
record World(TestLedger ledger, Shop shop, long seed, AtomicInteger kills, Queue<String> sold)
        implements AutoCloseable {
    static final int SKUS = 50;
    static final int UNITS = 6;

    private static final Duration PATIENCE_OF_THE_KILLED = Duration.ofMillis(100);

    /** With a number of units of each SKU, of which net stock has the supply. */
    static World open(long seed) {
        var world =
                new World(
                        TestLedger.create(),
                        Shop.openWithStream(),
                        seed,
                        new AtomicInteger(),
                        new ConcurrentLinkedQueue<>());
        world.ledger.execute(
                """
                WITH items AS (INSERT INTO items (sku) SELECT 'S' || i FROM generate_series(0, %d) i RETURNING sku)
                INSERT INTO book_stock SELECT sku, 'east', '2026-11-21', %d FROM items
                """
                        .formatted(SKUS - 1, UNITS));
        world.ledger.execute(
                """
                SELECT touch(array_agg(sku), array_agg('east'::text)), recalculate(array_agg(sku), array_agg('east'::text))
                FROM items
                """);
        return world;
    }

    SplittableRandom randomOf(String who) {
        return new SplittableRandom(seed * 31 + who.hashCode());
    }

    /** A random SKU; one in five is the hot one. */
    static String sku(SplittableRandom random) {
        return "S" + (random.nextInt(5) == 0 ? 0 : random.nextInt(SKUS));
    }

    /** The shop of a function that is killed after a number of requests. */
    Shop killedAfter(int requestsMax) {
        kills.incrementAndGet();
        return Shop.over(
                        shop.tables(),
                        LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), requestsMax)),
                        shop.clock())
                .within(PATIENCE_OF_THE_KILLED);
    }

    @Override
    public void close() {
        shop.close();
        ledger.close();
    }
}
