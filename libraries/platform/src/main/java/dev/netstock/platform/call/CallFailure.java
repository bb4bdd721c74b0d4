package dev.netstock.platform.call;

/** One request to a table, topic or queue failed. */
public final class CallFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How it failed, which decides what may be repeated. */
    public enum Kind {
        /** Refused for its rate: surely nothing changed. */
        THROTTLED,
        /** Cancelled because another transaction held the item: surely nothing changed. */
        CONFLICT,
        /** Never sent, as no connection came about: surely nothing changed. */
        NOT_SENT,
        /** Timed out or failed inside: it may have happened, or may yet happen. */
        IN_DOUBT
    }

    private final Kind kind;

    public CallFailure(Kind kind, Throwable cause) {
        super("A request failed: " + kind, cause);
        this.kind = kind;
    }

    public CallFailure(Kind kind) {
        super("A request failed: " + kind);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
