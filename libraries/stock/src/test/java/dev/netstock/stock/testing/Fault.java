package dev.netstock.stock.testing;

/** The faults of a request to DynamoDB. */
public enum Fault {
    NONE,
    /** The request is throttled. */
    THROTTLED,
    /**
     * The request conflicts with a transaction; reads have no conflicts, and are throttled instead.
     */
    CONFLICT,
    /** The request does not arrive, and the caller times out. */
    TIMEOUT_BEFORE_COMMIT,
    /** The request takes effect, and the caller times out. */
    TIMEOUT_AFTER_COMMIT,
    /** An internal error without effect. */
    INTERNAL_ERROR,
    /** An internal error after the request took effect. */
    INTERNAL_ERROR_AFTER_COMMIT,
    /** The function is killed before this request: neither this nor any later one arrives. */
    KILLED_BEFORE,
    /** The function is killed after this request: its response and all later requests are lost. */
    KILLED_AFTER
}
