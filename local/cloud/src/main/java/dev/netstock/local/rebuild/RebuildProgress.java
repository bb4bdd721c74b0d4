package dev.netstock.local.rebuild;

import java.time.Duration;

/** Hears how a rebuild goes on. Called from several threads. */
public interface RebuildProgress {
    /** Waits until every consumer knows of the new generation. */
    void waiting(int generation, Duration left);

    /** What has been replayed so far. */
    void replayed(long events, int segmentsDone, int segments);

    /** A step is done. */
    void step(String what);
}
