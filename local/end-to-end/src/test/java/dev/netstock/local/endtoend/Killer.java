package dev.netstock.local.endtoend;

import dev.netstock.local.lambda.ExecutionEnvironmentInfo;
import dev.netstock.local.lambda.ExecutionEnvironmentInfo.State;
import dev.netstock.local.lambda.LambdaService;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Kills busy JVMs of a function with {@code kill -9}. For one thread. */
final class Killer {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(2);

    private final LambdaService lambda;
    private final String functionNamePart;
    private final Set<Long> killed = new HashSet<>();

    Killer(LambdaService lambda, String functionNamePart) {
        this.lambda = lambda;
        this.functionNamePart = functionNamePart;
    }

    /** Waits for a busy JVM that it has not killed yet, and kills it. */
    void killOne() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<Long> busy = busy();
        while (busy.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("No busy environment: " + lambda.environments());
            }
            TimeUnit.NANOSECONDS.sleep(POLL_INTERVAL.toNanos());
            busy = busy();
        }
        killed.add(busy.get());
        ProcessHandle.of(busy.get()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private Optional<Long> busy() {
        return lambda.environments().stream()
                .filter(environment -> environment.function().contains(functionNamePart))
                .filter(environment -> environment.state() == State.BUSY)
                .map(ExecutionEnvironmentInfo::pid)
                .filter(pid -> !killed.contains(pid))
                .findAny();
    }
}
