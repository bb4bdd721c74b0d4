package dev.netstock.stock.table;

import dev.netstock.stock.delta.Delta;

/** The result of writing a delta row. */
public sealed interface AppendAnswer {
    /** The row is written, and its items are changed. */
    record Written() implements AppendAnswer {}

    /**
     * Nothing is changed: a row with this key exists.
     *
     * @param row that row
     */
    record Exists(Delta row) implements AppendAnswer {}
}
