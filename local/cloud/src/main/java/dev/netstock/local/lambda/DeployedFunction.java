package dev.netstock.local.lambda;

import dev.netstock.local.lambda.Invocation.Ran;
import dev.netstock.local.lambda.Invocation.Throttled;
import dev.netstock.local.lambda.Invocation.Throttled.Reason;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A function that can be called, with its limits and its environments. Thread-safe. */
final class DeployedFunction {
    /** How long a runtime may take from its answer to asking for more. */
    private static final Duration NEXT_LIMIT = Duration.ofSeconds(2);

    /** How long a version may take to be initialized before its snapshot. */
    private static final Duration SNAPSHOT_LIMIT = Duration.ofSeconds(130);

    private final FunctionDefinition definition;
    private final EnvironmentPool environments;
    private final LambdaLimits limits;
    private final Semaphore environmentSlots;
    private final AtomicInteger underWay = new AtomicInteger();

    DeployedFunction(
            FunctionDefinition definition, EnvironmentPool environments, LambdaLimits limits) {
        this.definition = definition;
        this.environments = environments;
        this.limits = limits;
        this.environmentSlots = new Semaphore(limits.environmentsPerFunction(), true);
    }

    FunctionDefinition definition() {
        return definition;
    }

    EnvironmentPool environments() {
        return environments;
    }

    /**
     * Has one environment initialized before there is an event for it, as a version with SnapStart
     * is when it is published; it waits for the first event.
     *
     * @throws IllegalStateException if it does not start, for which AWS would refuse the version
     */
    void initialize() throws InterruptedException {
        if (!definition.snapStart()) {
            return;
        }
        ExecutionEnvironment environment = environments.take();
        if (!environment.isNew()) {
            environments.giveBack(environment);
        } else if (environment.isDone(SNAPSHOT_LIMIT)) {
            environment.log().line("INIT_START Runtime Version: java:25");
            environments.giveBack(environment);
        } else {
            environments.retire(environment);
            throw new IllegalStateException(
                    "The function %s does not start: see its log".formatted(definition.name()));
        }
    }

    /** Runs the event, unless the reserved concurrency is used up or no environment gets free. */
    Invocation invoke(FunctionEvent event) throws InterruptedException {
        int allowed = definition.reservedConcurrency().orElse(Integer.MAX_VALUE);
        try {
            return underWay.incrementAndGet() > allowed
                    ? new Throttled(Reason.ReservedFunctionConcurrentInvocationLimitExceeded)
                    : runWithSlot(event);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private Invocation runWithSlot(FunctionEvent event) throws InterruptedException {
        long waitMillis = limits.environmentWait().toMillis();
        if (!environmentSlots.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
            return new Throttled(Reason.ConcurrentInvocationLimitExceeded);
        }
        try {
            return run(event);
        } finally {
            environmentSlots.release();
        }
    }

    private Ran run(FunctionEvent event) throws InterruptedException {
        ExecutionEnvironment environment = environments.take();
        boolean reusable = false;
        try {
            Ran outcome = new FunctionRun(definition, environment, event).run();
            reusable = environment.isAlive() && environment.isDone(NEXT_LIMIT);
            return outcome;
        } finally {
            if (reusable) {
                environments.giveBack(environment);
            } else {
                environments.retire(environment);
            }
        }
    }
}
