package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;

import java.time.Instant;
import java.util.Optional;

/** Starts and watches reconcile runs, as operators do. Implementations are thread-safe. */
public interface ReconcileControl {
    /** The latest run; empty if there was none. */
    Optional<ReconcileRun> latest(Call call);

    /** Starts a run, unless one is running. */
    void start(Call call);

    /**
     * A reconcile run.
     *
     * @param startedAt when it started
     * @param finishedAt when it finished; empty while it is running
     * @param found how many discrepancies it has found so far
     */
    record ReconcileRun(Instant startedAt, Optional<Instant> finishedAt, long found) {}
}
