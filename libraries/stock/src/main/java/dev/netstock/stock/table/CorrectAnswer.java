package dev.netstock.stock.table;

import dev.netstock.stock.delta.Delta;

/** What came of correcting an item. */
public sealed interface CorrectAnswer {
    /** The row stands, and the item is changed by it. */
    record Corrected() implements CorrectAnswer {}

    /**
     * Nothing is changed: this correction was made before.
     *
     * @param row that row
     */
    record Exists(Delta row) implements CorrectAnswer {}

    /** Nothing is changed: the item is gone, or has another supply by now. */
    record Moved() implements CorrectAnswer {}
}
