package dev.netstock.ledger.reconcile.judgement;

/** Whether {@code reserved} of an item differs from its deltas. */
public sealed interface Drift {
    /**
     * It may agree: units in flight can explain a difference.
     *
     * @param residual by how much it may be too high; contains 0
     */
    record None(Range residual) implements Drift {}

    /**
     * It differs: no units in flight can explain it.
     *
     * @param residual by how much it is too high
     */
    record Found(Range residual) implements Drift {}

    /** The looks contradict each other: the item was edited outside of the protocol in between. */
    record Unclear() implements Drift {}
}
