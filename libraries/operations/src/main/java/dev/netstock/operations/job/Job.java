package dev.netstock.operations.job;

import dev.netstock.platform.audit.Actor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A job. Immutable.
 *
 * @param id chosen by the person who started it
 * @param error why its last step failed; empty if it did not
 * @param failures how many steps failed in a row
 * @param startedBy the person
 * @param updatedAt when its last step ended
 * @param version +1 with each change
 * @param approval the approval that it needs; empty if it needs none
 */
public record Job(
        String id,
        JobRequest request,
        JobState state,
        Progress progress,
        String error,
        int failures,
        String startedBy,
        Instant startedAt,
        Instant updatedAt,
        long version,
        Optional<Approval> approval) {
    /** So many failures in a row end a job. */
    static final int FAILURES_MAX = 5;

    /** A running job without a step for this long has lost its message, or its step hangs. */
    private static final Duration SILENT = Duration.ofMinutes(10);

    public static Job start(String id, JobRequest request, String startedBy, Instant now) {
        return new Job(
                id,
                request,
                JobState.RUNNING,
                Progress.NONE,
                "",
                0,
                startedBy,
                now,
                now,
                1,
                Optional.empty());
    }

    /** A job that another person has to approve. */
    public static Job ask(
            String id, JobRequest request, Actor asker, Instant now, ApprovalRule rule) {
        return new Job(
                id,
                request,
                JobState.WAITING,
                Progress.NONE,
                "",
                0,
                asker.title(),
                now,
                now,
                1,
                Optional.of(
                        new Approval(asker.subject(), now.plus(rule.expiry()), Optional.empty())));
    }

    /** A job that records movements, and that another person has to approve. */
    public static Job ask(HeldMovements movements, Actor asker, Instant now, ApprovalRule rule) {
        return ask(movements.jobId(), JobRequest.recording(movements), asker, now, rule);
    }

    /** As it is at a time: an approval that it waits for may have expired. */
    public Job at(Instant now) {
        boolean hasExpired =
                state == JobState.WAITING
                        && approval.filter(it -> now.isBefore(it.expiresAt())).isEmpty();
        return hasExpired ? in(JobState.EXPIRED, updatedAt) : this;
    }

    /** Whether this actor asked for it, and so must not decide about it. */
    public boolean isOf(Actor actor) {
        return approval.filter(it -> it.asker().equals(actor.subject())).isPresent();
    }

    /** After the approval or the refusal of another person. */
    public Job decided(boolean isApproved, Actor actor, Instant now) {
        Job next = in(isApproved ? JobState.RUNNING : JobState.REFUSED, now);
        var decision = new Approval.Decision(actor.subject(), actor.title(), now);
        return next.with(approval.map(it -> it.decided(decision)));
    }

    /** After the one who asked for it took the request back. */
    public Job withdrawn(Instant now) {
        return in(JobState.CANCELLED, now);
    }

    private Job with(Optional<Approval> other) {
        return new Job(
                id, request, state, progress, error, failures, startedBy, startedAt, updatedAt,
                version, other);
    }

    /** Whether it should run but does not. */
    public boolean isStopped(Instant now) {
        return state.isRunning() && updatedAt.isBefore(now.minus(SILENT));
    }

    /** It ends after its current step. */
    public Job cancelling(Instant now) {
        return in(JobState.CANCELLING, now);
    }

    /** After a step; if nothing is left, it is done, or cancelled if that was asked for. */
    public Job after(Progress step, Instant now) {
        JobState end = state == JobState.CANCELLING ? JobState.CANCELLED : JobState.DONE;
        return changed(step.next().isEmpty() ? end : state, step, "", 0, now);
    }

    /** After a step that failed. */
    public Job afterFailure(String reason, Instant now) {
        boolean gaveUp = failures + 1 >= FAILURES_MAX;
        return changed(gaveUp ? JobState.FAILED : state, progress, reason, failures + 1, now);
    }

    /** In another state. */
    public Job in(JobState next, Instant now) {
        return changed(next, progress, error, failures, now);
    }

    private Job changed(JobState next, Progress step, String reason, int failed, Instant now) {
        return new Job(
                id,
                request,
                next,
                step,
                reason,
                failed,
                startedBy,
                startedAt,
                now,
                version + 1,
                approval);
    }
}
