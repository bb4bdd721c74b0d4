package dev.netstock.operations.job;

import java.util.Locale;

/** The kinds of jobs. */
public enum JobKind {
    /** Compares net stock with the ledger, and repairs the findings if requested. */
    RECONCILE,
    /** Rebuilds a projection. */
    REBUILD,
    /** Replays what a consumer failed to process. */
    REPLAY,
    /** Records movements that needed approval. Only a request for movements starts it. */
    ADJUST;

    /** The name in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static JobKind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
