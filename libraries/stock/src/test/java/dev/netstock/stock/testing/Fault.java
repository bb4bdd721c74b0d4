package dev.netstock.stock.testing;

/** What may befall a request to DynamoDB. */
public enum Fault {
    NONE,
    /** Refused for its rate. */
    THROTTLED,
    /**
     * Refused because a transaction holds the item; reads know no conflicts, and are throttled
     * instead.
     */
    CONFLICT,
    /** Never arrives; the caller waits in vain. */
    TIMEOUT_BEFORE_COMMIT,
    /** Takes effect; the caller waits in vain. */
    TIMEOUT_AFTER_COMMIT,
    /** Fails inside, without effect. */
    INTERNAL_ERROR,
    /** Fails inside, after it took effect. */
    INTERNAL_ERROR_AFTER_COMMIT,
    /** The function is killed before this request: neither this nor any later one arrives. */
    KILLED_BEFORE,
    /** The function is killed after this request: its answer and any later request are gone. */
    KILLED_AFTER
}
