package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.DynamoDb;
import dev.netstock.bench.physics.dynamodb.Table;
import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.bench.physics.dynamodb.Write;
import dev.netstock.bench.physics.sale.Order.Part;

import java.util.random.RandomGenerator;

/**
 * What all parts of one run share. Not thread-safe.
 *
 * @param design how the SKU is sold
 * @param time the clock
 * @param database the requests
 * @param rows where each order and each move has rows of its own
 * @param shards the SKU's items
 * @param books changes and checks them
 * @param retrying repeats requests
 * @param heat hears which takes were throttled
 * @param random the run's only source of chance
 */
record Market(
        Design design,
        VirtualTime time,
        DynamoDb database,
        Table rows,
        Shards shards,
        Books books,
        Retrying retrying,
        Heat heat,
        RandomGenerator random) {
    private static final long HASHES = 1L << 32;

    /** A row of this order: a partition key that no other order has. */
    Write rowOf(Order order) {
        return Write.ofRow(rows.item(order.hash()));
    }

    /** A row that nobody else has. */
    Write newRow() {
        return Write.ofRow(rows.item(random.nextLong(HASHES)));
    }

    Reading reading() {
        return new Reading(time, database, retrying);
    }

    /** A write to an item, if it has enough units. */
    static Write taking(Part part, Runnable change) {
        StockItem item = part.item();
        return new Write(item.place(), () -> item.available() >= part.units(), change);
    }

    /** A write to an item, whatever it has. */
    static Write giving(Part part, Runnable change) {
        return new Write(part.item().place(), () -> true, change);
    }
}
