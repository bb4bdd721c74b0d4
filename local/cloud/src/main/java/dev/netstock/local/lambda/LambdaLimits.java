package dev.netstock.local.lambda;

import java.time.Duration;
import java.util.List;

/**
 * Limits of the Lambda service.
 *
 * @param accountConcurrency concurrent events of all functions; further events are throttled, as
 *     are events beyond a function's reserved concurrency
 * @param environmentsPerFunction maximum JVMs of one function, about 100 MB each. It reflects the
 *     size of this machine, not a limit of Lambda: further events wait for a free JVM
 * @param environmentWait how long an event waits for a JVM before it is throttled
 * @param idle idle time after which an execution environment is stopped
 * @param retryDelays the delays before retries of an asynchronous event
 * @param startCaches whether start caches are created and used
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
            throw new IllegalArgumentException("The limits allow no event at all");
        }
        retryDelays = List.copyOf(retryDelays);
    }

    /**
     * Defaults: the initial concurrency limit of an AWS account, one JVM of each function per core
     * (2 to 8, since more would compete for the CPU), an idle time that functions with a schedule
     * of a minute do not reach, and Lambda's two retries.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Retries</a>
     */
    public static LambdaLimits defaults() {
        return new LambdaLimits(
                1000,
                Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
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
