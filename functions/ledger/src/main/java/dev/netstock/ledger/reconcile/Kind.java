package dev.netstock.ledger.reconcile;

import java.util.Locale;

/** What can be wrong between net stock and the ledger. */
enum Kind {
    /** Net stock has an event that the ledger does not. */
    LOST_EVENT,
    /** The ledger counted an event more than once. */
    DOUBLE_EVENT,
    /** The ledger has an event and did not count it. */
    UNCOUNTED_EVENT,
    /** The ledger has an event that net stock does not. */
    UNKNOWN_EVENT,
    /** The ledger has deltas of an order, and not the order. */
    MISSING_ORDER,
    /** An order, or its lines, are not what the ledger's deltas of it say. */
    WRONG_ORDER,
    /** The ledger's covered units are not what its orders say. */
    WRONG_COVERED,
    /** An order holds units at a location, and they left from another one. */
    SHIPPED_ELSEWHERE,
    /** An item of net stock was changed past the protocol. */
    EDITED_ITEM,
    /** Net stock has not the supply that the ledger sent, and has had. */
    STALE_ITEM,
    /** Net stock has a supply that is newer than any that the ledger sent. */
    AHEAD_ITEM,
    /** The ledger sent supply for an item that is not there. */
    MISSING_ITEM,
    /** Net stock has an item of which the ledger knows nothing. */
    UNKNOWN_ITEM,
    /** The ledger was told different contents under one name; the first ones count. */
    CONTRADICTION;

    /** As reports spell it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
