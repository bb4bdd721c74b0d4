package dev.netstock.local.lambda;

import dev.netstock.local.lambda.Invocation.Ran;
import dev.netstock.local.lambda.Invocation.Throttled;
import dev.netstock.local.lambda.Invocation.Throttled.Reason;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A deployed function with its limits and execution environments. Thread-safe. */
final class DeployedFunction {
    /** Maximum time between a runtime's response and its next poll. */
    private static final Duration NEXT_LIMIT = Duration.ofSeconds(2);

    /** Maximum initialization time of a version before its snapshot. */
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
     * Initializes one environment before the first event, as SnapStart does when a version is
     * published.
     *
     * @throws IllegalStateException if it does not start; AWS would then reject the version
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
                    "The function %s failed to start. See its log.".formatted(definition.name()));
        }
    }

    /**
     * Runs the event, unless the reserved concurrency is exhausted or no environment becomes free.
     */
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
