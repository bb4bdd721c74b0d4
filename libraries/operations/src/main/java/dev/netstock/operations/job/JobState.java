package dev.netstock.operations.job;

import java.util.Locale;

/** The state of a job. */
public enum JobState {
    /** Another person has to approve it. */
    WAITING,
    RUNNING,
    /** It ends after its current step. */
    CANCELLING,
    DONE,
    FAILED,
    /** It was cancelled while it ran, or withdrawn while it waited. */
    CANCELLED,
    /** Another person refused it. */
    REFUSED,
    /** It was not approved in time. */
    EXPIRED;

    /** The name in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static JobState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Whether it has steps to do. */
    public boolean isRunning() {
        return this == RUNNING || this == CANCELLING;
    }

    public boolean isEnded() {
        return this != WAITING && !isRunning();
    }
}
