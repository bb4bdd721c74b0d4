package dev.netstock.local.topics;

import java.time.Duration;

/**
 * SNS's delays between retries for AWS endpoints.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Message
 *     delivery retries</a>
 */
final class RetryDelays {
    private static final int IMMEDIATE = 3;
    private static final int BEFORE_BACKOFF = 2;
    private static final double BACKOFF = 10;
    private static final double LONGEST_S = 20;

    private RetryDelays() {}

    /**
     * The delay before a retry. SNS retries for 23 days; the local SNS never stops.
     *
     * @param retry 1 for the first
     */
    static Duration before(int retry) {
        if (retry <= IMMEDIATE) {
            return Duration.ZERO;
        }
        int backoff = Math.max(0, retry - IMMEDIATE - BEFORE_BACKOFF);
        double seconds = Math.min(LONGEST_S, Math.pow(LONGEST_S, backoff / BACKOFF));
        return Duration.ofMillis((long) (seconds * Duration.ofSeconds(1).toMillis()));
    }
}
