package dev.netstock.operator.rebuild;

import java.time.Duration;

/** Receives the progress of a rebuild. Called from several threads. */
public interface RebuildProgress {
    /** The rebuild waits until every consumer has read that a new generation exists. */
    void waiting(int generation, Duration left);

    /** The number of events and segments replayed so far. */
    void replayed(long events, int segmentsDone, int segments);

    /** A step was done. */
    void step(String text);
}
