package dev.netstock.ledger.reconcile;

import java.util.Locale;

/** The outcome of a finding's repair. */
enum Repair {
    /** The event was posted to the ledger. */
    REPLAYED,
    /** The ledger's sums, or an allowance of net stock, were counted again from the deltas. */
    RECOUNTED,
    /** The order was rewritten from its deltas. */
    REWRITTEN,
    /** The event was removed from the ledger. */
    SET_ASIDE,
    /** A correction fixed the item. */
    CORRECTED,
    /** The supply was sent again. */
    SENT_AGAIN,
    /** The order's held units were given back, because they left from another location. */
    GIVEN_BACK,
    /** Not repaired: the numbers are uncertain or have changed. The next run decides. */
    LEFT_TO_NEXT_RUN,
    /** Not repaired: only people can know, or put back, what is right. */
    LEFT_TO_PEOPLE;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isDone() {
        return switch (this) {
            case REPLAYED, RECOUNTED, REWRITTEN, SET_ASIDE, CORRECTED, SENT_AGAIN, GIVEN_BACK ->
                    true;
            case LEFT_TO_NEXT_RUN, LEFT_TO_PEOPLE -> false;
        };
    }
}
