package dev.netstock.local.lambda;

import dev.netstock.local.lambda.ExecutionEnvironmentInfo.State;
import dev.netstock.local.lambda.RuntimeSignal.AsksForNext;
import dev.netstock.local.lambda.RuntimeSignal.Exits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that processes one event at a time. Its runtime calls the runtime API from any thread. Only
 * the thread that has taken it from the pool calls {@link #start} and {@link #run}.
 */
final class ExecutionEnvironment {
    private final String id;
    private final Process process;
    private final EnvironmentLog log;
    private final ProcessMemory memory;
    private final BlockingQueue<Optional<DispatchedEvent>> inbox = new LinkedBlockingQueue<>();
    private final BlockingQueue<RuntimeSignal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private volatile State state = State.STARTING;
    private volatile long idleSinceNanos = System.nanoTime();

    /** An event with its deadline. */
    record DispatchedEvent(FunctionEvent event, Instant deadline) {}

    ExecutionEnvironment(String id, Process process, EnvironmentLog log) {
        this.id = id;
        this.process = process;
        this.log = log;
        this.memory = new ProcessMemory(process.pid());
        // Not onExit(), which needs a free thread of the common pool; other code may block that
        // pool.
        Thread.ofVirtual().name("exit-watch").start(this::watchExit);
    }

    String id() {
        return id;
    }

    long pid() {
        return process.pid();
    }

    EnvironmentLog log() {
        return log;
    }

    ProcessMemory memory() {
        return memory;
    }

    State state() {
        return state;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Duration idle() {
        return state == State.IDLE
                ? Duration.ofNanos(System.nanoTime() - idleSinceNanos)
                : Duration.ZERO;
    }

    /** Whether {@link #start} was never called. */
    boolean isNew() {
        return state == State.STARTING;
    }

    /** Calls back when the runtime has polled for its first event, or when the JVM has exited. */
    void whenStarted(Runnable action) {
        var _ = started.thenRun(action);
    }

    /** Waits until the runtime polls for its first event; empty after a timeout. */
    Optional<RuntimeSignal> start(Duration limit) throws InterruptedException {
        return nextSignal(limit);
    }

    /** Processes an event; empty after a timeout. */
    Optional<RuntimeSignal> run(FunctionEvent event, Duration limit) throws InterruptedException {
        state = State.BUSY;
        inbox.add(Optional.of(new DispatchedEvent(event, Instant.now().plus(limit))));
        return nextSignal(limit);
    }

    /**
     * Whether the runtime polls for the next event after a result, so that the environment can be
     * reused.
     */
    boolean isDone(Duration limit) throws InterruptedException {
        Optional<RuntimeSignal> signal = nextSignal(limit);
        while (signal.isPresent() && !isLast(signal.get())) {
            signal = nextSignal(limit);
        }
        boolean done = signal.orElse(null) instanceof AsksForNext;
        if (done) {
            idleSinceNanos = System.nanoTime();
            state = State.IDLE;
        }
        return done;
    }

    /** A runtime whose response was rejected as too large reports that error again. */
    private static boolean isLast(RuntimeSignal signal) {
        return signal instanceof AsksForNext || signal instanceof Exits;
    }

    /** For the runtime: waits for an event; empty when the environment stops. */
    Optional<DispatchedEvent> takeNext() throws InterruptedException {
        signals.add(new AsksForNext());
        started.complete(null);
        return inbox.take();
    }

    /** For the runtime: reports the result of the event or of the start. */
    void signal(RuntimeSignal signal) {
        signals.add(signal);
    }

    void kill() {
        process.destroyForcibly();
    }

    /**
     * Stops the JVM by closing its standard input.
     *
     * @return whether it has exited normally within the limit
     */
    boolean end(Duration limit) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close an environment's input", e);
        }
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS) && process.exitValue() == 0;
    }

    private void watchExit() {
        try {
            signals.add(new Exits(process.waitFor()));
            inbox.add(Optional.empty());
            started.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<RuntimeSignal> nextSignal(Duration limit) throws InterruptedException {
        return Optional.ofNullable(signals.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
    }
}
