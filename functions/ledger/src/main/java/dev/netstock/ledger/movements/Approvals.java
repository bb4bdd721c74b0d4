package dev.netstock.ledger.movements;

import dev.netstock.events.movement.Movement;
import dev.netstock.operations.job.ApprovalRule;
import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.operations.job.HeldMovements;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.Started;
import dev.netstock.platform.audit.Actor;
import dev.netstock.platform.call.Call;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Holds movements that need the approval of a second person: they become a job that waits, with all
 * that it takes to record them. Thread-safe.
 *
 * @param rule what needs approval
 * @param jobs where jobs are stored
 */
record Approvals(ApprovalRule rule, DynamoJobs jobs, InstantSource clock) {
    /**
     * Movements that wait for approval.
     *
     * @param movements those of the request
     * @param job as it is now: a request that is repeated may find it decided
     */
    record Held(List<Movement> movements, Job job) {}

    /** Holds the movements of a request that need approval; empty if none does. */
    Optional<Held> hold(List<Movement> movements, Actor actor, Call call) {
        List<Movement> covered = rule.held(movements, actor);
        return covered.isEmpty()
                ? Optional.empty()
                : Optional.of(new Held(covered, ask(HeldMovements.of(covered), actor, call)));
    }

    private Job ask(HeldMovements held, Actor actor, Call call) {
        Instant now = clock.instant();
        return switch (jobs.ask(Job.ask(held, actor, now, rule), Optional.of(held), call)) {
            case Started.New(Job job) -> job;
            case Started.Known(Job job) -> job.at(now);
            case Started.Busy _ ->
                    throw new IllegalStateException("A job that waits does not exclude others");
        };
    }
}
