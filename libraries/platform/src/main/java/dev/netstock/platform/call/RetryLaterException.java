package dev.netstock.platform.call;

import java.time.Duration;

/**
 * AWS could not be reached within the time budget, or throttled all attempts. Retrying the same
 * command later is safe and returns its actual outcome.
 */
public final class RetryLaterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public RetryLaterException(String reason, Duration retryAfter, Throwable cause) {
        super(reason, cause);
        this.retryAfter = retryAfter;
    }

    public RetryLaterException(String reason, Duration retryAfter) {
        super(reason);
        this.retryAfter = retryAfter;
    }

    /** After how long a retry makes sense. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
