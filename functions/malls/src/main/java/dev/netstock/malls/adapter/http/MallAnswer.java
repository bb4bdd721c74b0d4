package dev.netstock.malls.adapter.http;

import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.WriteResult;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of one request. It separates what the caller may conclude: the mall answered, the
 * mall has certainly not seen the request, or its outcome is unknown.
 */
public sealed interface MallAnswer {
    /** The delay after a 429 that does not name one. */
    Duration THROTTLE_DELAY = Duration.ofSeconds(1);

    /** The mall answered. Immutable. */
    final class Answered implements MallAnswer {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        /**
         * Creates an answer.
         *
         * @param headers the first value of each header, by its name in lower case
         * @param body the bytes, which the caller no longer changes
         */
        Answered(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        public int status() {
            return status;
        }

        /** The bytes of the body. They must not be changed. */
        public byte[] body() {
            return body;
        }

        public Optional<String> header(String lowerCaseName) {
            return Optional.ofNullable(headers.get(lowerCaseName));
        }

        /** How long to wait, from {@code Retry-After} in seconds. */
        public Duration retryAfter() {
            return header("retry-after")
                    .filter(text -> text.matches("\\d{1,4}(\\.\\d+)?"))
                    .map(text -> Duration.ofMillis((long) (Double.parseDouble(text) * 1_000)))
                    .orElse(THROTTLE_DELAY);
        }

        /** The body is not part of it: an answer may contain data of customers. */
        @Override
        public String toString() {
            return "Answered[status=" + status + ", bytes=" + body.length + "]";
        }
    }

    /** The request did not leave this side, or no connection was made: it has no effect. */
    record NotSent(String reason) implements MallAnswer {}

    /** The request was sent, at least in part, and no whole answer arrived. */
    record Lost(String reason) implements MallAnswer {}

    /**
     * What a failed write means if the mall documents nothing else: 429 and 503 are refusals before
     * any effect; other errors of the server and lost answers leave the effect unknown.
     *
     * @return the result of each write of the request; empty if the mall answered below 500 and not
     *     with 429
     */
    default Optional<WriteResult> writeFailure() {
        return switch (this) {
            case NotSent(String reason) -> Optional.of(new WriteResult.Unavailable(reason));
            case Lost(String reason) -> Optional.of(new WriteResult.InDoubt(reason));
            case Answered answered ->
                    switch (answered.status()) {
                        case 429 -> Optional.of(new WriteResult.Throttled(answered.retryAfter()));
                        case 503 -> Optional.of(new WriteResult.Unavailable("HTTP 503"));
                        default ->
                                answered.status() >= 500
                                        ? Optional.of(
                                                new WriteResult.InDoubt(
                                                        "HTTP " + answered.status()))
                                        : Optional.empty();
                    };
        };
    }

    /**
     * The answer to a request that only reads, which has nothing to leave in doubt.
     *
     * @throws MallThrottled if the status is 429
     * @throws MallUnavailable if the status is 500 or more, or there is no answer
     */
    default Answered ofReading() {
        return switch (this) {
            case NotSent(String reason) -> throw new MallUnavailable(reason);
            case Lost(String reason) -> throw new MallUnavailable(reason);
            case Answered answered when answered.status() == 429 ->
                    throw new MallThrottled(answered.retryAfter());
            case Answered answered when answered.status() >= 500 ->
                    throw new MallUnavailable("HTTP " + answered.status());
            case Answered answered -> answered;
        };
    }
}
