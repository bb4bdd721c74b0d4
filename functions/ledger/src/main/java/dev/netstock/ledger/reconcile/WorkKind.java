package dev.netstock.ledger.reconcile;

import java.util.Locale;

/** The kinds of work of slices. */
enum WorkKind {
    ITEMS,
    ITEMS_AGAIN,
    DELTAS,
    ALLOWANCES,
    TAKEN,
    ORDERS,
    CONTRADICTIONS,
    JUDGING,
    REPAIRING,
    REPORTING;

    /** Whether the work is divided into several slices; otherwise it is one. */
    boolean isSliced() {
        return switch (this) {
            case ITEMS, DELTAS, ALLOWANCES, TAKEN, ORDERS -> true;
            case ITEMS_AGAIN, CONTRADICTIONS, JUDGING, REPAIRING, REPORTING -> false;
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static WorkKind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
