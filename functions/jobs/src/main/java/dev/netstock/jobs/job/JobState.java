package dev.netstock.jobs.job;

import java.util.Locale;

/** The state of a job. */
public enum JobState {
    RUNNING,
    /** It ends after its current step. */
    CANCELLING,
    DONE,
    FAILED,
    CANCELLED;

    /** The name in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static JobState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public boolean isEnded() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
