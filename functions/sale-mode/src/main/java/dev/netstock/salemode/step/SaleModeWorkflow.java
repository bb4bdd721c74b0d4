package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.mode.StepRun;
import dev.netstock.salemode.mode.WorkerLease;
import dev.netstock.salemode.step.StepResult.Done;
import dev.netstock.salemode.step.StepResult.Waiting;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs a sale from step to step: first a change of phase that is due, then the next step, until no
 * step is left or one has to wait. The beginning of a step is written before the step runs, and its
 * result afterwards. After a worker is killed, the next one finds the step running, and runs it
 * again once the lease has ended. Thread-safe.
 */
public final class SaleModeWorkflow {
    /** How long a step may run before it has to return a result. */
    static final Duration STEP_TIMEOUT = Duration.ofSeconds(20);

    /** Longer than {@link #STEP_TIMEOUT}, by more than a request in flight can take. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private final SaleModeTable table;
    private final SaleModeSteps steps;
    private final Retries retries;
    private final InstantSource clock;
    private final Supplier<String> workerNames;

    /**
     * Creates the workflow.
     *
     * @param table stores sale mode
     * @param steps run each step
     * @param retries how to retry requests to the table
     * @param clock the time of day
     * @param workerNames a new name for each run: execution environments that were restored from
     *     one snapshot would share a name
     */
    public SaleModeWorkflow(
            SaleModeTable table,
            SaleModeSteps steps,
            Retries retries,
            InstantSource clock,
            Supplier<String> workerNames) {
        this.table = table;
        this.steps = steps;
        this.retries = retries;
        this.clock = clock;
        this.workerNames = workerNames;
    }

    /**
     * Runs as many steps as possible.
     *
     * @return how many steps were completed
     * @throws dev.netstock.platform.call.RetryLaterException if a request was not answered in time;
     *     the next worker continues
     */
    public int run(Call call) {
        String worker = workerNames.get();
        int completed = 0;
        while (call.deadline().leaves(STEP_TIMEOUT)) {
            SaleMode mode = read(call);
            Instant now = clock.instant();
            Optional<SaleMode> nextPhase = mode.nextPhase(now);
            if (nextPhase.isPresent()) {
                write(nextPhase.get(), call);
                continue;
            }
            Optional<StepRun> next = mode.nextStep();
            if (next.isEmpty()) {
                steps.releaseIfDue(mode, now, call).ifPresent(released -> write(released, call));
                return completed;
            }
            if (!mode.isOpenTo(worker, now)) {
                return completed;
            }
            SaleMode running =
                    leased(mode, next.get(), new WorkerLease(worker, now.plus(LEASE)), now);
            if (write(running, call)) {
                if (!run(next.get().step(), running, call)) {
                    return completed;
                }
                completed++;
            }
        }
        return completed;
    }

    private static SaleMode leased(SaleMode mode, StepRun run, WorkerLease lease, Instant now) {
        return run.isRunning() ? mode.resume(lease) : mode.begin(run.step(), lease, now);
    }

    /** Returns whether the step is done. */
    private boolean run(Step step, SaleMode mode, Call call) {
        return switch (steps.run(step, mode, withStepTimeout(call))) {
            case Done(var message, var day) -> {
                write(mode.complete(step, message, day, clock.instant()), call);
                yield true;
            }
            case Waiting(var message) -> {
                write(mode.defer(step, message), call);
                yield false;
            }
        };
    }

    private static Call withStepTimeout(Call call) {
        return new Call(
                call.who(),
                call.traceId(),
                Deadline.after(STEP_TIMEOUT, call.deadline().nanoClock()));
    }

    private SaleMode read(Call call) {
        return retries.run(Operation.READ, table::read, call);
    }

    /**
     * Returns whether the write was applied. If its response was lost, the next read finds the new
     * version.
     */
    private boolean write(SaleMode next, Call call) {
        return retries.run(Operation.IDEMPOTENT_WRITE, () -> table.write(next), call);
    }
}
