package dev.netstock.jobs.job;

/**
 * What a job does.
 *
 * @param target the projection that it rebuilds, or the queue that it replays; empty for a
 *     reconcile run
 * @param repair whether a reconcile run repairs its findings
 */
public record JobRequest(JobKind kind, String target, boolean repair) {
    /** One job at a time runs for each of these. */
    public String lock() {
        return target.isEmpty() ? kind.text() : kind.text() + "/" + target;
    }

    /** A run of reconcile ends by itself. Stopped in the middle, it would block the next one. */
    public boolean isCancellable() {
        return kind != JobKind.RECONCILE;
    }
}
