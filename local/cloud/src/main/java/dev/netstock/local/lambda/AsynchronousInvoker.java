package dev.netstock.local.lambda;

import dev.netstock.local.lambda.Invocation.Answered;
import dev.netstock.local.lambda.Invocation.EventTooLarge;
import dev.netstock.local.lambda.Invocation.Failed;
import dev.netstock.local.lambda.Invocation.NoSuchFunction;
import dev.netstock.local.lambda.Invocation.Throttled;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asynchronous invocations: retried twice after a function error, and without limit while the
 * function is throttled.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
 *     Lambda handles errors and retries with asynchronous invocation</a>
 */
final class AsynchronousInvoker implements AutoCloseable {
    private static final Duration FIRST_THROTTLED_DELAY = Duration.ofSeconds(1);
    private static final Duration LAST_THROTTLED_DELAY = Duration.ofMinutes(5);

    private final FunctionInvoker functions;
    private final List<Duration> retryDelays;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    AsynchronousInvoker(FunctionInvoker functions, List<Duration> retryDelays) {
        this.functions = functions;
        this.retryDelays = retryDelays;
    }

    void accept(String function, String event) {
        threads.execute(() -> work(function, event));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void work(String function, String event) {
        try {
            int failures = 0;
            while (!settles(function, event) && failures < retryDelays.size()) {
                Thread.sleep(retryDelays.get(failures++));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether an event that was not throttled needs no retry. */
    private boolean settles(String function, String event) throws InterruptedException {
        Duration delay = FIRST_THROTTLED_DELAY;
        Invocation outcome = functions.invoke(function, event);
        while (outcome instanceof Throttled) {
            Thread.sleep(delay);
            delay = shorter(delay.multipliedBy(2), LAST_THROTTLED_DELAY);
            outcome = functions.invoke(function, event);
        }
        return switch (outcome) {
            case Answered _, NoSuchFunction _, EventTooLarge _ -> true;
            case Failed _, Throttled _ -> false;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
