package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.platform.call.Backoff;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Retries requests in virtual time, like {@link dev.netstock.platform.call.Retries} and with the
 * product's own backoff.
 *
 * @param time the clock
 * @param backoff the wait between two tries
 */
record VirtualRetries(VirtualTime time, Backoff backoff) {
    /** The same as in the product: a later try could not be answered in time. */
    private static final long LAST_TRY = Duration.ofMillis(20).toNanos();

    /** A request that can be retried. */
    interface Request {
        /**
         * @param tries how often it has failed before
         */
        void send(int tries, Consumer<Answer> then);
    }

    /**
     * Retries a request until it is answered or its time is up: then the answer is its last
     * failure.
     *
     * @param deadline the end of its time
     */
    void run(long deadline, Request request, Consumer<Answer> then) {
        run(0, deadline, request, then);
    }

    private void run(int tries, long deadline, Request request, Consumer<Answer> then) {
        request.send(
                tries,
                answer -> {
                    if (answer.mayRepeat()) {
                        repeat(tries + 1, deadline, request, then, answer);
                    } else {
                        then.accept(answer);
                    }
                });
    }

    private void repeat(
            int failures, long deadline, Request request, Consumer<Answer> then, Answer last) {
        long wait = backoff.after(failures).toNanos();
        if (time.now() + wait + LAST_TRY > deadline) {
            then.accept(last);
        } else {
            time.after(wait, () -> run(failures, deadline, request, then));
        }
    }
}
