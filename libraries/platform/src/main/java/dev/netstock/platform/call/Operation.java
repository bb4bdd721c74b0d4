package dev.netstock.platform.call;

import dev.netstock.platform.call.CallFailure.Kind;

/**
 * The kinds of requests to AWS, and after which failures each may be retried. The SDK's own retries
 * are off, because the SDK cannot distinguish them.
 *
 * <pre>
 *                   THROTTLED  CONFLICT  NOT_SENT  IN_DOUBT
 * READ              retry      retry     retry     retry    changes nothing
 * IDEMPOTENT_WRITE  retry      retry     retry     retry    a condition prevents a second write
 * UNSAFE_WRITE      retry      retry     retry     fail     a second write would count twice
 * SEND              retry      retry     retry     retry    the receiver drops duplicates by ID
 * </pre>
 */
public enum Operation {
    READ,
    IDEMPOTENT_WRITE,
    UNSAFE_WRITE,
    SEND;

    boolean mayRetryAfter(Kind failure) {
        return switch (failure) {
            case THROTTLED, CONFLICT, NOT_SENT -> true;
            case IN_DOUBT -> this != UNSAFE_WRITE;
        };
    }
}
