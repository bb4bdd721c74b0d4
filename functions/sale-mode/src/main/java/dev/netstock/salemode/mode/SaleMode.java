package dev.netstock.salemode.mode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Sale mode as it stands. Immutable; each method gives it as it is one version later.
 *
 * @param version grows by one with each change
 * @param phase where the sale is
 * @param since since when
 * @param plan the sale, or the last one; empty before the first
 * @param held what is otherwise than on any day
 * @param steps the steps of the phase, in their order
 * @param lease whose turn it is; empty for anybody's
 * @param day what is known of the sale
 */
public record SaleMode(
        long version,
        Phase phase,
        Instant since,
        Optional<Plan> plan,
        ActiveOverrides held,
        List<StepRun> steps,
        Optional<WorkerLease> lease,
        SaleDaySummary day) {
    /** Before the first sale. */
    public static final SaleMode NEVER =
            new SaleMode(
                    0,
                    Phase.OFF,
                    Instant.EPOCH,
                    Optional.empty(),
                    ActiveOverrides.NOTHING,
                    List.of(),
                    Optional.empty(),
                    SaleDaySummary.NEW);

    public SaleMode {
        steps = List.copyOf(steps);
    }

    /** The step that is to be done next; empty if all of the phase are done. */
    public Optional<StepRun> next() {
        return steps.stream().filter(run -> !run.isDone()).findFirst();
    }

    /** What the clock, or the last step, makes of it; empty if it stays what it is. */
    public Optional<SaleMode> due(Instant now) {
        return switch (phase) {
            case OFF -> Optional.empty();
            case PLANNED -> dueOf(planned(), now);
            case ENTERING, ON -> dueOf(planned().ends(now), now);
            case LEAVING -> next().isPresent() ? Optional.empty() : Optional.of(off(now));
        };
    }

    private Optional<SaleMode> dueOf(Plan sale, Instant now) {
        if (sale.ends(now)) {
            return Optional.of(off(now));
        }
        return sale.begins(now) ? Optional.of(entering(sale, now)) : Optional.empty();
    }

    private Optional<SaleMode> dueOf(boolean ends, Instant now) {
        if (ends) {
            return Optional.of(leaving(now));
        }
        return phase == Phase.ENTERING && next().isEmpty()
                ? Optional.of(in(Phase.ON, steps, now))
                : Optional.empty();
    }

    /** A step begins. */
    public SaleMode begun(Step step, WorkerLease turn, Instant now) {
        return new SaleMode(
                version + 1,
                phase,
                since,
                plan,
                step.begun(held, planned()),
                with(step, run -> run.begun(version + 1, now)),
                Optional.of(turn),
                day);
    }

    /** The same step goes on, by whoever has the turn now. */
    public SaleMode resumed(WorkerLease turn) {
        return new SaleMode(version + 1, phase, since, plan, held, steps, Optional.of(turn), day);
    }

    /** A step has to wait for something; anybody may look again. */
    public SaleMode noted(Step step, String words) {
        return new SaleMode(
                version + 1,
                phase,
                since,
                plan,
                held,
                with(step, run -> run.noted(words)),
                Optional.empty(),
                day);
    }

    /** A step is done. */
    public SaleMode done(Step step, String words, SaleDaySummary known, Instant now) {
        return new SaleMode(
                version + 1,
                phase,
                since,
                plan,
                step.done(held),
                with(step, run -> run.done(words, now)),
                Optional.empty(),
                known);
    }

    /** Something became known of the day. */
    public SaleMode knowing(SaleDaySummary known) {
        return new SaleMode(version + 1, phase, since, plan, held, steps, lease, known);
    }

    /** Whether a worker may go on with the steps. */
    public boolean letsThrough(String worker, Instant now) {
        return lease.filter(turn -> !turn.letsThrough(worker, now)).isEmpty();
    }

    /** The plan of a sale that is planned or under way. */
    public Plan planned() {
        return plan.orElseThrow(() -> new IllegalStateException("No sale is planned"));
    }

    SaleMode planning(Plan sale, Instant now) {
        return new SaleMode(
                version + 1,
                Phase.PLANNED,
                now,
                Optional.of(sale),
                held,
                waiting(Step.PLANNING),
                Optional.empty(),
                SaleDaySummary.NEW);
    }

    SaleMode entering(Plan sale, Instant now) {
        return new SaleMode(
                version + 1,
                Phase.ENTERING,
                now,
                Optional.of(sale),
                held,
                waiting(Step.ENTERING),
                Optional.empty(),
                day.begun(now));
    }

    SaleMode leaving(Instant now) {
        return new SaleMode(
                version + 1,
                Phase.LEAVING,
                now,
                plan,
                held,
                waiting(Step.LEAVING),
                Optional.empty(),
                day.ended(now));
    }

    /** Of a plan that was given up, what was not begun is not done any more. */
    SaleMode off(Instant now) {
        return in(Phase.OFF, steps.stream().filter(StepRun::isDone).toList(), now);
    }

    private SaleMode in(Phase other, List<StepRun> its, Instant now) {
        return new SaleMode(version + 1, other, now, plan, held, its, Optional.empty(), day);
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
