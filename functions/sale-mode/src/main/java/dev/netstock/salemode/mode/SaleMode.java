package dev.netstock.salemode.mode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The state of sale mode. Immutable: each method that changes it returns the next version.
 *
 * @param version grows by one with each change
 * @param phase the phase of the sale
 * @param since when the phase began
 * @param plan the plan of the current or last sale; empty before the first
 * @param overrides the settings that differ from normal operation
 * @param steps the steps of the phase, in order
 * @param lease the worker that runs the steps; empty if any worker may. A new phase keeps it: the
 *     worker may still run a step of the phase before
 * @param day what is known of the sale
 */
public record SaleMode(
        long version,
        Phase phase,
        Instant since,
        Optional<Plan> plan,
        ActiveOverrides overrides,
        List<StepRun> steps,
        Optional<WorkerLease> lease,
        SaleDaySummary day) {
    /** The state before the first sale. */
    public static final SaleMode INITIAL =
            new SaleMode(
                    0,
                    Phase.OFF,
                    Instant.EPOCH,
                    Optional.empty(),
                    ActiveOverrides.NONE,
                    List.of(),
                    Optional.empty(),
                    SaleDaySummary.EMPTY);

    public SaleMode {
        steps = List.copyOf(steps);
    }

    /** The first step that is not done; empty if all steps of the phase are done. */
    public Optional<StepRun> nextStep() {
        return steps.stream().filter(run -> !run.isDone()).findFirst();
    }

    /**
     * The next phase, if it is due: because its time has come, or because the last step is done.
     */
    public Optional<SaleMode> nextPhase(Instant now) {
        return switch (phase) {
            case OFF -> Optional.empty();
            case PLANNED -> {
                if (currentPlan().hasEnded(now)) {
                    yield Optional.of(toOff(now));
                }
                yield currentPlan().hasStarted(now)
                        ? Optional.of(toEntering(currentPlan(), now))
                        : Optional.empty();
            }
            case ENTERING, ON -> {
                if (currentPlan().hasEnded(now)) {
                    yield Optional.of(toLeaving(now));
                }
                yield phase == Phase.ENTERING && nextStep().isEmpty()
                        ? Optional.of(to(Phase.ON, steps, now))
                        : Optional.empty();
            }
            case LEAVING -> nextStep().isPresent() ? Optional.empty() : Optional.of(toOff(now));
        };
    }

    /** Begins a step. */
    public SaleMode begin(Step step, WorkerLease by, Instant now) {
        return new SaleMode(
                version + 1,
                phase,
                since,
                plan,
                step.onBegin(overrides, currentPlan()),
                with(step, run -> run.begin(version + 1, now)),
                Optional.of(by),
                day);
    }

    /** Resumes a step that is running, under another lease. */
    public SaleMode resume(WorkerLease by) {
        return new SaleMode(
                version + 1, phase, since, plan, overrides, steps, Optional.of(by), day);
    }

    /** Records that a step waits for something, and frees the lease. */
    public SaleMode defer(Step step, String message) {
        return new SaleMode(
                version + 1,
                phase,
                since,
                plan,
                overrides,
                with(step, run -> run.withMessage(message)),
                Optional.empty(),
                day);
    }

    /** Records that a step is done, and frees the lease. */
    public SaleMode complete(Step step, String message, SaleDaySummary known, Instant now) {
        return new SaleMode(
                version + 1,
                phase,
                since,
                plan,
                step.onDone(overrides),
                with(step, run -> run.complete(message, now)),
                Optional.empty(),
                known);
    }

    /** Replaces what is known of the sale. */
    public SaleMode withDay(SaleDaySummary known) {
        return new SaleMode(version + 1, phase, since, plan, overrides, steps, lease, known);
    }

    /** Whether a worker may run steps. */
    public boolean isOpenTo(String worker, Instant now) {
        return lease.filter(held -> !held.allows(worker, now)).isEmpty();
    }

    /** The plan of a sale that is planned or in progress. */
    public Plan currentPlan() {
        return plan.orElseThrow(() -> new IllegalStateException("No sale is planned"));
    }

    SaleMode toPlanned(Plan sale, Instant now) {
        return new SaleMode(
                version + 1,
                Phase.PLANNED,
                now,
                Optional.of(sale),
                overrides,
                waiting(Step.PLANNING),
                lease,
                SaleDaySummary.EMPTY);
    }

    SaleMode toEntering(Plan sale, Instant now) {
        return new SaleMode(
                version + 1,
                Phase.ENTERING,
                now,
                Optional.of(sale),
                overrides,
                waiting(Step.entering(sale)),
                lease,
                day.begin(now));
    }

    SaleMode toLeaving(Instant now) {
        return new SaleMode(
                version + 1,
                Phase.LEAVING,
                now,
                plan,
                overrides,
                waiting(Step.leaving(overrides)),
                lease,
                day.end(now));
    }

    /** Drops the steps of a cancelled plan that are not done. */
    SaleMode toOff(Instant now) {
        return to(Phase.OFF, steps.stream().filter(StepRun::isDone).toList(), now);
    }

    private SaleMode to(Phase next, List<StepRun> its, Instant now) {
        return new SaleMode(version + 1, next, now, plan, overrides, its, lease, day);
    }

    private static List<StepRun> waiting(List<Step> steps) {
        return steps.stream().map(StepRun::waiting).toList();
    }

    private List<StepRun> with(Step step, UnaryOperator<StepRun> change) {
        List<StepRun> all = new ArrayList<>(steps);
        all.replaceAll(run -> run.step() == step ? change.apply(run) : run);
        return all;
    }
}
