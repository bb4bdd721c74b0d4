package dev.netstock.stock.table;

import dev.netstock.stock.delta.Delta;

/** What came of writing a delta row. */
public sealed interface AppendAnswer {
    /** The row stands, and so do the changes of items that belong to it. */
    record Written() implements AppendAnswer {}

    /**
     * Nothing is changed: another row stands there.
     *
     * @param row that row
     */
    record Exists(Delta row) implements AppendAnswer {}
}
