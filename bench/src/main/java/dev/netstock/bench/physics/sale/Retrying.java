package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.platform.call.Backoff;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Repeats requests as {@link dev.netstock.platform.call.Retries} does, with the product's own
 * backoff, in virtual time.
 *
 * @param time the clock
 * @param backoff how long to wait
 */
record Retrying(VirtualTime time, Backoff backoff) {
    /** As the product has it: what begins later could not be answered any more. */
    private static final long LAST_TRY = Duration.ofMillis(20).toNanos();

    /** A request that can be made again. */
    interface Request {
        /**
         * @param tries how often it was made before
         */
        void send(int tries, Consumer<Answer> then);
    }

    /**
     * Makes a request until it is answered or time is up: then the answer is its last failure.
     *
     * @param deadline by when
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
