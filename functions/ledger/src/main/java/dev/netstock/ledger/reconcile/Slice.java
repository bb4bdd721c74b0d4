package dev.netstock.ledger.reconcile;

import java.util.Optional;

/**
 * A part of a phase's work.
 *
 * @param work what it does
 * @param number which part, from 0
 * @param slices how many parts there are
 * @param from the key before the first; empty for the beginning
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
    /** The key behind which to go on. */
    String after() {
        return cursor.or(() -> from).orElse("");
    }
}
