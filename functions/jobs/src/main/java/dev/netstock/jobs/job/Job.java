package dev.netstock.jobs.job;

import java.time.Duration;
import java.time.Instant;

/**
 * A job.
 *
 * @param id chosen by the person who started it
 * @param error why its last step failed; empty if it did not
 * @param failures how many steps failed in a row
 * @param startedBy the person
 * @param updatedAt when its last step ended
 * @param version +1 with each change
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
        long version) {
    /** So many failures in a row end a job. */
    static final int FAILURES_MAX = 5;

    /** A running job without a step for this long has lost its message, or its step hangs. */
    private static final Duration SILENT = Duration.ofMinutes(10);

    public static Job start(String id, JobRequest request, String startedBy, Instant now) {
        return new Job(id, request, JobState.RUNNING, Progress.NONE, "", 0, startedBy, now, now, 1);
    }

    /** Whether it should run but does not. */
    public boolean isStopped(Instant now) {
        return !state.isEnded() && updatedAt.isBefore(now.minus(SILENT));
    }

    /** It ends after its current step. */
    public Job cancelling(Instant now) {
        return in(JobState.CANCELLING, now);
    }

    /** After a step. */
    Job after(Progress step, Instant now) {
        return changed(step.next().isEmpty() ? JobState.DONE : state, step, "", 0, now);
    }

    /** After a step that failed. */
    Job afterFailure(String reason, Instant now) {
        boolean gaveUp = failures + 1 >= FAILURES_MAX;
        return changed(gaveUp ? JobState.FAILED : state, progress, reason, failures + 1, now);
    }

    Job in(JobState next, Instant now) {
        return changed(next, progress, error, failures, now);
    }

    private Job changed(JobState next, Progress step, String reason, int failed, Instant now) {
        return new Job(
                id, request, next, step, reason, failed, startedBy, startedAt, now, version + 1);
    }
}
