package dev.netstock.stock.table;

import dev.netstock.stock.delta.Delta;

/** The result of correcting an item. */
public sealed interface CorrectAnswer {
    /** The row is written, and the item is corrected. */
    record Corrected() implements CorrectAnswer {}

    /**
     * Nothing is changed: the correction was applied before.
     *
     * @param row that row
     */
    record Exists(Delta row) implements CorrectAnswer {}

    /** Nothing is changed: the item does not exist, or has another supply by now. */
    record Moved() implements CorrectAnswer {}
}
