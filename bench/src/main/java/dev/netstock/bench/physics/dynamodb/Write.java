package dev.netstock.bench.physics.dynamodb;

import java.util.function.BooleanSupplier;

/**
 * A write of up to 1 KB, which costs one unit.
 *
 * @param item where
 * @param condition the condition of the write
 * @param change the change that it makes
 */
public record Write(Item item, BooleanSupplier condition, Runnable change) {
    /** A put of a row that no other request writes. */
    public static Write ofRow(Item row) {
        return new Write(row, () -> true, () -> {});
    }
}
