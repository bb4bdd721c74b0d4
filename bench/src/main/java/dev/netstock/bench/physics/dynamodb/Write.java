package dev.netstock.bench.physics.dynamodb;

import java.util.function.BooleanSupplier;

/**
 * A write of up to 1 KB, which costs one unit.
 *
 * @param item where
 * @param condition whether it may be done
 * @param change what it does
 */
public record Write(Item item, BooleanSupplier condition, Runnable change) {
    /** A put of a row that nobody else writes. */
    public static Write ofRow(Item row) {
        return new Write(row, () -> true, () -> {});
    }
}
