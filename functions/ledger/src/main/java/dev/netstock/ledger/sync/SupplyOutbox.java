package dev.netstock.ledger.sync;

import dev.netstock.stock.supply.SupplyChange;

import java.util.List;

/**
 * What the ledger has yet to send to net stock: of each SKU at a location, the newest supply.
 * Implementations are thread-safe.
 */
interface SupplyOutbox {
    /**
     * Takes a page of what is due, the longest waiting first. Nobody else is given the same for a
     * while; if it is not marked as sent by then, it is due again.
     */
    Page claim(int most);

    /** Marks changes as sent; what changed since is due at once. */
    void sent(List<SupplyChange> changes);

    /**
     * A page.
     *
     * @param changes what to send
     * @param unsendable how many rows have a supply that net stock cannot hold
     * @param isLast whether nothing more is due
     */
    record Page(List<SupplyChange> changes, int unsendable, boolean isLast) {
        public Page {
            changes = List.copyOf(changes);
        }

        /** Whether there was nothing to take. */
        boolean isEmpty() {
            return changes.isEmpty() && unsendable == 0;
        }
    }
}
