package dev.netstock.ledger.reconcile;

import java.util.Optional;

/**
 * A part of a phase's work.
 *
 * @param work the kind of work
 * @param number its number, from 0
 * @param slices the number of slices
 * @param from the key before the first one; empty for the beginning
 * @param to the last key; empty for the end
 * @param cursor the last key that is done; empty at the beginning
 */
record Slice(
        WorkKind work,
        int number,
        int slices,
        Optional<String> from,
        Optional<String> to,
        Optional<String> cursor) {
    /** The key after which the slice continues. */
    String after() {
        return cursor.or(() -> from).orElse("");
    }
}
