package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.DynamoDb;
import dev.netstock.bench.physics.dynamodb.Table;
import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.bench.physics.dynamodb.Write;
import dev.netstock.bench.physics.sale.Order.Part;

import java.util.random.RandomGenerator;

/**
 * The shared state of one run. Not thread-safe.
 *
 * @param design the design of the sale
 * @param time the clock
 * @param database the requests
 * @param rows the table of the rows of orders and moves
 * @param shards the SKU's items
 * @param books changes and checks them
 * @param retries repeats requests
 * @param heat receives throttled takes
 * @param random the run's only source of chance
 */
record Market(
        Design design,
        VirtualTime time,
        DynamoDb database,
        Table rows,
        Shards shards,
        Books books,
        VirtualRetries retries,
        HeatListener heat,
        RandomGenerator random) {
    private static final long HASHES = 1L << 32;

    /** A row of this order: a partition key that no other order has. */
    Write rowOf(Order order) {
        return Write.ofRow(rows.item(order.hash()));
    }

    /** A row with a unique key. */
    Write newRow() {
        return Write.ofRow(rows.item(random.nextLong(HASHES)));
    }

    LevelsReader reading() {
        return new LevelsReader(time, database, retries);
    }

    /** A write to an item, if it has enough units. */
    static Write taking(Part part, Runnable change) {
        StockItem item = part.item();
        return new Write(item.place(), () -> item.available() >= part.units(), change);
    }

    /** A write to an item, without a condition. */
    static Write giving(Part part, Runnable change) {
        return new Write(part.item().place(), () -> true, change);
    }
}
