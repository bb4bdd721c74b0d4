package dev.netstock.platform.call;

/** A request to a table, topic or queue failed. */
public final class CallFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kind of failure, which determines whether the request may be retried. */
    public enum Kind {
        /** Throttled. Nothing has changed. */
        THROTTLED,
        /** Cancelled because of a conflict with another transaction. Nothing has changed. */
        CONFLICT,
        /** Not sent, because no connection was established. Nothing has changed. */
        NOT_SENT,
        /**
         * Timed out or failed with an internal error: the change may have happened, or may still
         * happen.
         */
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
