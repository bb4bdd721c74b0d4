package dev.netstock.local.lambda;

import java.time.Duration;
import java.util.List;

/**
 * How much the Lambda service does at once.
 *
 * @param accountConcurrency events under way in all functions together; more are throttled, as are
 *     more than a function's reserved concurrency
 * @param environmentsPerFunction JVMs of one function at most, each of about 100 MB. It stands for
 *     the size of this machine, not for anything on Lambda: an event beyond it waits for a free one
 * @param environmentWait how long it waits before it is throttled after all
 * @param idle an execution environment without events for so long is shut down
 * @param retryDelays the pauses before an asynchronous event is tried again after an error
 * @param startCaches whether start caches are made and used
 */
public record LambdaLimits(
        int accountConcurrency,
        int environmentsPerFunction,
        Duration environmentWait,
        Duration idle,
        List<Duration> retryDelays,
        boolean startCaches) {
    public LambdaLimits {
        if (accountConcurrency < 1 || environmentsPerFunction < 1) {
            throw new IllegalArgumentException("No room for a single event");
        }
        retryDelays = List.copyOf(retryDelays);
    }

    /**
     * An account's first concurrency limit, a JVM of each function for each core (2 at least, 8 at
     * most: more would only get into each other's way), Lambda's two retries.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Retries</a>
     */
    public static LambdaLimits usual() {
        return new LambdaLimits(
                1000,
                Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                true);
    }

    public LambdaLimits withoutStartCaches() {
        return new LambdaLimits(
                accountConcurrency,
                environmentsPerFunction,
                environmentWait,
                idle,
                retryDelays,
                false);
    }
}
