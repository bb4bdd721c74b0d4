package dev.netstock.stock.model;

import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.CallFailure.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Runs processes one request at a time. It randomly chooses the next process and the fate of its
 * request: the request can succeed, be refused, lose its response before or after it took effect,
 * take effect much later, or be the last of its process. That one, too, can take effect much later.
 *
 * <p>Each process has a thread of its own, but only one of all threads ever runs.
 */
final class Interleaver {
    /** Stops a killed process, so that it runs no more of its code. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /**
     * The probabilities of faults, each from 0 to 1.
     *
     * @param kill a process ends with this request
     * @param doubt a request's response is lost
     * @param refusal a request is throttled or conflicts
     * @param arrival one of the late writes takes effect, with each request
     */
    record Odds(double kill, double doubt, double refusal, double arrival) {
        static final Odds NONE = new Odds(0, 0, 0, 1);

        boolean areNone() {
            return kill == 0 && doubt == 0 && refusal == 0;
        }
    }

    private final RandomGenerator random;
    private final List<Actor> ready = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private Odds odds;
    private long steps;
    private @Nullable Actor running;

    Interleaver(RandomGenerator random, Odds odds) {
        this.random = random;
        this.odds = odds;
    }

    private static final class Actor {
        final Semaphore turn = new Semaphore(0);
        final Semaphore yielded = new Semaphore(0);
        final Runnable body;
        final boolean immortal;
        @Nullable Throwable failure;
        boolean ended;

        Actor(Runnable body, boolean immortal) {
            this.body = body;
            this.immortal = immortal;
        }
    }

    /** Requests so far: the virtual time. */
    long steps() {
        return steps;
    }

    void odds(Odds changed) {
        odds = changed;
    }

    void add(Runnable body) {
        ready.add(new Actor(body, false));
    }

    void addImmortal(Runnable body) {
        ready.add(new Actor(body, true));
    }

    /** Runs all processes to their end; then applies the remaining late writes, if requested. */
    void run() {
        ready.forEach(Interleaver::launch);
        while (!ready.isEmpty()) {
            Actor process = ready.get(random.nextInt(ready.size()));
            step(process);
            if (process.ended) {
                ready.remove(process);
                rethrow(process.failure);
            }
            if (!late.isEmpty() && random.nextDouble() < odds.arrival()) {
                late.remove(random.nextInt(late.size())).run();
            }
        }
    }

    void runLateWrites() {
        while (!late.isEmpty()) {
            late.removeLast().run();
        }
    }

    /** A request of the running process: waits for its turn, then succeeds or fails. */
    <T> T request(boolean isWrite, Supplier<T> effect) {
        Actor process = java.util.Objects.requireNonNull(running);
        process.yielded.release();
        process.turn.acquireUninterruptibly();
        steps++;
        boolean killed = !process.immortal && random.nextDouble() < odds.kill();
        T answer = fate(isWrite, effect, killed && random.nextBoolean());
        if (killed) {
            throw new Killed();
        }
        return answer;
    }

    private <T> T fate(boolean isWrite, Supplier<T> effect, boolean dieBefore) {
        if (dieBefore) {
            if (isWrite && random.nextBoolean()) {
                arriveLate(effect);
            }
            throw new Killed();
        }
        if (random.nextDouble() < odds.refusal()) {
            throw new CallFailure(random.nextBoolean() ? Kind.THROTTLED : Kind.CONFLICT);
        }
        if (random.nextDouble() < odds.doubt()) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    T _ = effect.get();
                }
                case 1 -> {
                    if (isWrite) {
                        arriveLate(effect);
                    }
                }
                default -> {}
            }
            throw new CallFailure(Kind.IN_DOUBT);
        }
        return effect.get();
    }

    private <T> void arriveLate(Supplier<T> write) {
        late.add(
                () -> {
                    T _ = write.get();
                });
    }

    private void step(Actor process) {
        running = process;
        process.turn.release();
        process.yielded.acquireUninterruptibly();
    }

    private static void launch(Actor process) {
        var started = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(
                        () -> {
                            started.countDown();
                            process.turn.acquireUninterruptibly();
                            try {
                                process.body.run();
                            } catch (Killed killed) {
                                // As intended: its writes are kept, and no response is sent.
                            } catch (Throwable failure) {
                                process.failure = failure;
                            }
                            process.ended = true;
                            process.yielded.release();
                        });
    }

    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        }
    }
}
