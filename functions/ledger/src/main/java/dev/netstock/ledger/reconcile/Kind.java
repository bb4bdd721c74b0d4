package dev.netstock.ledger.reconcile;

import java.util.Locale;

/** The kinds of differences between net stock and the ledger. */
enum Kind {
    /** Net stock has an event that the ledger does not have. */
    LOST_EVENT,
    /** The ledger counted an event more than once. */
    DOUBLE_EVENT,
    /** The ledger has an event but did not count it. */
    UNCOUNTED_EVENT,
    /** The ledger has an event that net stock does not have. */
    UNKNOWN_EVENT,
    /** The ledger has the deltas of an order, but not the order. */
    MISSING_ORDER,
    /** An order or its lines differ from the ledger's deltas of the order. */
    WRONG_ORDER,
    /** The covered units of a key differ from the sum over the ledger's orders. */
    WRONG_COVERED,
    /** An order holds units at one location, but they left from another one. */
    SHIPPED_ELSEWHERE,
    /** An allowance of a purchase limit differs from the rows of the orders that hold it. */
    WRONG_ALLOWANCE,
    /** An item of net stock was changed outside of the protocol. */
    EDITED_ITEM,
    /** Net stock has an older supply than the one that the ledger sent. */
    STALE_ITEM,
    /** Net stock has a newer supply than the ledger. */
    AHEAD_ITEM,
    /** The ledger sent supply for an item that does not exist in net stock. */
    MISSING_ITEM,
    /**
     * A shard or a pool that was there, or that orders hold units of, does not exist in net stock.
     */
    MISSING_SHARD,
    /** Net stock has an item that the ledger does not have. */
    UNKNOWN_ITEM,
    /** The ledger received different contents under one name; the first contents count. */
    CONTRADICTION;

    /** The name in reports. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
