package dev.netstock.local.lambda;

import dev.netstock.local.lambda.Invocation.Ran;
import dev.netstock.local.lambda.Invocation.Throttled;
import dev.netstock.local.lambda.Invocation.Throttled.Reason;

import java.time.Duration;
import java.util.Optional;
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
    private final AtomicInteger underWay = new AtomicInteger();

    DeployedFunction(
            FunctionDefinition definition, EnvironmentPool environments, LambdaLimits limits) {
        this.definition = definition;
        this.environments = environments;
        this.limits = limits;
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
        Optional<ExecutionEnvironment> taken = environments.take(limits.environmentWait());
        if (taken.isEmpty()) {
            // Its environments are busy, so it has started.
            return;
        }
        ExecutionEnvironment environment = taken.get();
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
                    : run(event);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private Invocation run(FunctionEvent event) throws InterruptedException {
        Optional<ExecutionEnvironment> environment = environments.take(limits.environmentWait());
        return environment.isPresent()
                ? run(event, environment.get())
                : new Throttled(Reason.ConcurrentInvocationLimitExceeded);
    }

    private Ran run(FunctionEvent event, ExecutionEnvironment environment)
            throws InterruptedException {
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
