package dev.netstock.platform.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Retries requests as {@link Operation} allows, with backoff, within the call's time budget.
 * Thread-safe.
 *
 * @param backoff how long to wait between two attempts
 * @param pause waits
 * @param listener receives every failure
 */
public record Retries(Backoff backoff, Pause pause, CallListener listener) {
    /** An attempt that starts later than this before the deadline cannot complete in time. */
    private static final Duration ATTEMPT_TIME = Duration.ofMillis(20);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /**
     * Runs a request until it succeeds.
     *
     * @throws CallFailure if it failed in a way that does not allow a retry
     * @throws RetryLaterException if the time budget is used up
     */
    public <T> T run(Operation operation, Supplier<T> request, Call call) {
        for (int failures = 1; ; failures++) {
            try {
                return request.get();
            } catch (CallFailure failure) {
                if (!pauseAfter(failure, operation, failures, call)) {
                    throw failure;
                }
            }
        }
    }

    /**
     * Waits before a failed request is repeated.
     *
     * @param failures how often the request has failed so far, 1 or more
     * @return whether it may be repeated; if not, this method does not wait
     * @throws RetryLaterException if the time budget is used up
     */
    public boolean pauseAfter(CallFailure failure, Operation operation, int failures, Call call) {
        listener.failed(operation, failure.kind());
        if (!operation.mayRetryAfter(failure.kind())) {
            return false;
        }
        waitFor(backoff.after(failures), call, failure);
        return true;
    }

    /**
     * Runs a batch until all of it is answered: what AWS left over is asked for again.
     *
     * @return the results of all keys
     */
    public <K, R> List<R> runBatch(
            Operation operation,
            Collection<K> keys,
            Function<List<K>, BatchAnswer<K, R>> request,
            Call call) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var done = new ArrayList<R>();
        var left = new ArrayList<K>(keys);
        return run(
                operation,
                () -> {
                    BatchAnswer<K, R> answer = request.apply(List.copyOf(left));
                    done.addAll(answer.done());
                    left.retainAll(answer.left());
                    if (!left.isEmpty()) {
                        throw new CallFailure(CallFailure.Kind.THROTTLED);
                    }
                    return done;
                },
                call);
    }

    /**
     * Waits before another round that a conflict with others requires.
     *
     * @param rounds completed rounds, 1 or more
     * @throws RetryLaterException if the time budget is used up
     */
    public void pauseAfter(int rounds, Call call) {
        waitFor(backoff.after(rounds), call, new CallFailure(CallFailure.Kind.CONFLICT));
    }

    private void waitFor(Duration wait, Call call, CallFailure failure) {
        if (!call.deadline().leaves(wait.plus(ATTEMPT_TIME))) {
            throw new RetryLaterException(
                    "AWS did not respond within the time budget", RETRY_AFTER, failure);
        }
        pause.pause(wait);
    }
}
