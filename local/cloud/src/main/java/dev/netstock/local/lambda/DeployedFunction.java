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
