package dev.netstock.operations.job;

/**
 * What a job does.
 *
 * @param target the projection that it rebuilds, the queue that it replays, or the job's own ID if
 *     it records movements; empty for a reconcile run
 * @param repair whether a reconcile run repairs its findings
 * @param units how many units the movements move that it records; 0 for other kinds
 */
public record JobRequest(JobKind kind, String target, boolean repair, long units) {
    /** A job that records no movements. */
    public JobRequest(JobKind kind, String target, boolean repair) {
        this(kind, target, repair, 0);
    }

    /** Records movements. */
    static JobRequest recording(HeldMovements movements) {
        return new JobRequest(JobKind.ADJUST, movements.jobId(), false, movements.units());
    }

    /** One job at a time runs for each of these. */
    public String lock() {
        return target.isEmpty() ? kind.text() : kind.text() + "/" + target;
    }

    /**
     * A run of reconcile ends by itself: stopped in the middle, it would block the next one. The
     * recording of movements is a single step.
     */
    public boolean isCancellable() {
        return kind == JobKind.REBUILD || kind == JobKind.REPLAY;
    }
}
