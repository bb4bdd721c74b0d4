package dev.netstock.local.dynamodb;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How often each table was written, so that a reader of its stream can sleep in between.
 *
 * <p>It counts the requests that may have written items, within some milliseconds. It does not
 * count PartiQL statements and items that expire; read from time to time without being woken.
 * Thread-safe.
 */
public final class TableWrites {
    private final Map<String, Count> byTable = new ConcurrentHashMap<>();

    private static final class Count {
        private long writes;

        synchronized void add() {
            writes++;
            notifyAll();
        }

        synchronized long writes() {
            return writes;
        }

        synchronized boolean awaitMore(long seen, Duration limit) throws InterruptedException {
            long end = System.nanoTime() + limit.toNanos();
            long left = limit.toNanos();
            while (writes <= seen && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
            return writes > seen;
        }
    }

    TableWrites() {}

    /** The writes to a table so far. */
    public long count(String table) {
        return of(table).writes();
    }

    /**
     * Waits until a table has been written more often.
     *
     * @param seen an earlier count
     * @param limit how long to wait
     * @return false if the time is over before
     */
    public boolean awaitMore(String table, long seen, Duration limit) throws InterruptedException {
        return of(table).awaitMore(seen, limit);
    }

    void add(String table) {
        of(table).add();
    }

    private Count of(String table) {
        return byTable.computeIfAbsent(table, _ -> new Count());
    }
}
