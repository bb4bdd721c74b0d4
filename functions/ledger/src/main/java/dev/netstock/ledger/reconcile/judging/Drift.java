package dev.netstock.ledger.reconcile.judging;

/** Whether {@code reserved} of an item is what its deltas say. */
public sealed interface Drift {
    /**
     * It is, or may well be: what differs can be in flight.
     *
     * @param residual by how much it may be too high; 0 is among it
     */
    record None(Range residual) implements Drift {}

    /**
     * It is not, whatever is in flight.
     *
     * @param residual by how much it is too high
     */
    record Found(Range residual) implements Drift {}

    /** The looks contradict each other: the item was changed past the protocol in between. */
    record Unclear() implements Drift {}
}
