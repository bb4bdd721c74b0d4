package dev.netstock.ledger.imports;

import dev.netstock.files.Column;

/**
 * A column of a file, and of the table in which its rows are staged.
 *
 * @param type in the table
 */
record StagedColumn(Column column, String type) {
    String name() {
        return column.name();
    }

    /** The same column, which may be missing or empty. */
    StagedColumn optional() {
        return new StagedColumn(column.optional(), type);
    }
}
