package dev.netstock.platform.call;

import dev.netstock.platform.call.CallFailure.Kind;

/**
 * The kinds of requests to AWS, and which of them may be repeated after which failure. The AWS SDK
 * itself retries nothing, since it cannot tell these apart.
 *
 * <pre>
 *                   THROTTLED  CONFLICT  NOT_SENT  IN_DOUBT
 * READ              repeat     repeat    repeat    repeat    a read changes nothing
 * IDEMPOTENT_WRITE  repeat     repeat    repeat    repeat    a condition lets one through
 * UNSAFE_WRITE      repeat     repeat    repeat    fail      done twice, it would count twice
 * SEND              repeat     repeat    repeat    repeat    the receiver knows duplicates by id
 * </pre>
 */
public enum Operation {
    READ,
    IDEMPOTENT_WRITE,
    UNSAFE_WRITE,
    SEND;

    boolean mayRepeatAfter(Kind failure) {
        return switch (failure) {
            case THROTTLED, CONFLICT, NOT_SENT -> true;
            case IN_DOUBT -> this != UNSAFE_WRITE;
        };
    }
}
