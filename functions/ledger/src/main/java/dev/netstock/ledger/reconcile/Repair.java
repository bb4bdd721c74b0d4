package dev.netstock.ledger.reconcile;

import java.util.Locale;

/** What became of a finding. */
enum Repair {
    /** The event was posted to the ledger. */
    REPLAYED,
    /** The ledger counted its own deltas anew. */
    RECOUNTED,
    /** The order was written anew from its deltas. */
    REWRITTEN,
    /** The event was taken out of the ledger. */
    SET_ASIDE,
    /** The item was set right by a correction. */
    CORRECTED,
    /** The supply was sent again. */
    SENT_AGAIN,
    /** The order's units were given back: they left from elsewhere. */
    GIVEN_BACK,
    /** Nothing was done: the numbers are not sure, or have changed; the next run knows more. */
    LEFT_TO_NEXT_RUN,
    /** Nothing was done: only people can know what is right. */
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
