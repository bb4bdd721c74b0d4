package dev.netstock.platform.call;

import java.time.Duration;

/**
 * AWS could not be reached within the time budget, or throttled all attempts. Retrying the same
 * command later is safe and returns its actual outcome.
 */
public final class RetryLaterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String DEFAULT = "The request did not complete in time.";

    private final Duration retryAfter;
    private final String toCaller;

    public RetryLaterException(String reason, Duration retryAfter, Throwable cause) {
        this(reason, DEFAULT, retryAfter, cause);
    }

    public RetryLaterException(String reason, Duration retryAfter) {
        super(reason);
        this.retryAfter = retryAfter;
        this.toCaller = DEFAULT;
    }

    /**
     * The same, with an explanation of its own.
     *
     * @param toCaller what happened, as constant text for API clients
     */
    public RetryLaterException(
            String reason, String toCaller, Duration retryAfter, Throwable cause) {
        super(reason, cause);
        this.retryAfter = retryAfter;
        this.toCaller = toCaller;
    }

    /** What happened, for API clients. */
    public String toCaller() {
        return toCaller;
    }

    /** After how long a retry makes sense. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
