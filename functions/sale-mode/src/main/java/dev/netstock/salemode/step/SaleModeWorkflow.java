package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.mode.StepRun;
import dev.netstock.salemode.mode.WorkerLease;
import dev.netstock.salemode.step.StepWork.Done;
import dev.netstock.salemode.step.StepWork.Later;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Walks a sale from step to step: what is due by the clock, then the next step, until none is left
 * or one has to wait. That a step begins is written before it is done, and that it is done
 * afterwards; whoever comes after a worker that was killed finds it running, and does it again once
 * the other's turn has ended. Thread-safe.
 *
 * @param table where sale mode stands
 * @param works what each step does
 * @param releasing sends requests that wait, when it is time
 * @param retries how to repeat
 * @param clock the time of day
 * @param names a new name for whoever walks, each time: environments that were made from one
 *     snapshot would share a name of their own
 */
public record SaleModeWorkflow(
        SaleModeTable table,
        Map<Step, StepWork> works,
        ReleaseRequestsStep releasing,
        Retries retries,
        InstantSource clock,
        Supplier<String> names) {
    /** How long a step may take before it has to say how far it is. */
    static final Duration TURN = Duration.ofSeconds(20);

    /** Longer than a turn, by more than a request that is under way can last. */
    static final Duration LEASE = Duration.ofSeconds(30);

    public SaleModeWorkflow {
        works = Map.copyOf(works);
    }

    /**
     * Walks as far as it can.
     *
     * @return how many steps were done
     * @throws dev.netstock.platform.call.RetryLaterException if something did not answer in time;
     *     whoever comes next goes on
     */
    public int walk(Call call) {
        String worker = names.get();
        int done = 0;
        while (call.deadline().leaves(TURN)) {
            SaleMode mode = read(call);
            Instant now = clock.instant();
            Optional<SaleMode> due = mode.due(now);
            if (due.isPresent()) {
                write(due.get(), call);
                continue;
            }
            Optional<StepRun> next = mode.next();
            if (next.isEmpty()) {
                releasing.whenDue(mode, now, call).ifPresent(known -> write(known, call));
                return done;
            }
            if (!mode.letsThrough(worker, now)) {
                return done;
            }
            SaleMode running =
                    running(mode, next.get(), new WorkerLease(worker, now.plus(LEASE)), now);
            if (write(running, call)) {
                if (!run(running, next.get().step(), call)) {
                    return done;
                }
                done++;
            }
        }
        return done;
    }

    private static SaleMode running(SaleMode mode, StepRun run, WorkerLease turn, Instant now) {
        return run.isRunning() ? mode.resumed(turn) : mode.begun(run.step(), turn, now);
    }

    /** Whether to walk on. */
    private boolean run(SaleMode mode, Step step, Call call) {
        StepWork work = works.get(step);
        if (work == null) {
            throw new IllegalStateException("Nobody does the step " + step.text());
        }
        return switch (work.run(mode, turn(call))) {
            case Done(var told, var day) -> {
                write(mode.done(step, told, day, clock.instant()), call);
                yield true;
            }
            case Later(var told) -> {
                write(mode.noted(step, told), call);
                yield false;
            }
        };
    }

    private static Call turn(Call call) {
        return new Call(
                call.who(), call.traceId(), Deadline.after(TURN, call.deadline().nanoClock()));
    }

    private SaleMode read(Call call) {
        return retries.run(Operation.READ, table::read, call);
    }

    /** A write whose answer was lost is found done: the next look goes on from there. */
    private boolean write(SaleMode next, Call call) {
        return retries.run(Operation.IDEMPOTENT_WRITE, () -> table.write(next), call);
    }
}
