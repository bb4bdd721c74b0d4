package dev.netstock.jobs.job;

import java.util.Locale;

/** The kinds of jobs. */
public enum JobKind {
    /** Compares net stock with the ledger, and repairs the findings if it was told to. */
    RECONCILE,
    /** Rebuilds a projection. */
    REBUILD,
    /** Replays what a consumer failed to process. */
    REPLAY;

    /** The name in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static JobKind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
