package dev.netstock.local.endtoend;

import dev.netstock.operator.rebuild.RebuildProgress;

import java.time.Duration;

/** Ignores progress reports. */
final class SilentProgress implements RebuildProgress {
    @Override
    public void waiting(int generation, Duration left) {}

    @Override
    public void replayed(long events, int segmentsDone, int segments) {}

    @Override
    public void step(String text) {}
}
