package dev.netstock.stock.reservation;

/**
 * Decides whether an order is looked up before it takes units, by the orders that this execution
 * environment has served. Thread-safe.
 *
 * <p>A repeated order that takes blindly costs an undo, as much as the looks of thirty orders. So
 * one such repeat among {@link #CLEAN} orders is as many as blind takes are worth. On a split SKU
 * an undo also gets in the way of other orders, so there the environment looks until it has seen so
 * many orders without a repeat.
 *
 * @see <a href="https://aws.amazon.com/dynamodb/pricing/on-demand/">Prices of reads and writes</a>
 */
public final class RepeatWatch {
    /** The number of orders without a repeat that earn blind takes. */
    static final int CLEAN = 30;

    private int sinceRepeat;
    private boolean hasSeenRepeat;

    /**
     * Whether to look first.
     *
     * @param ofSplitSku whether the order's SKU has several items
     */
    public synchronized boolean looksFirst(boolean ofSplitSku) {
        return sinceRepeat < CLEAN && (ofSplitSku || hasSeenRepeat);
    }

    /** An order was no repeat. */
    public synchronized void noteNew() {
        sinceRepeat = Math.min(sinceRepeat + 1, CLEAN);
    }

    /** An order was a repeat that a blind take would not have found, or did not find. */
    public synchronized void noteRepeat() {
        sinceRepeat = 0;
        hasSeenRepeat = true;
    }
}
