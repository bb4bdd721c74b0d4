package dev.netstock.local.command;

import dev.netstock.local.rebuild.RebuildProgress;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Shows how a rebuild goes on: a line for each step, and one that is written over meanwhile.
 * Thread-safe.
 */
final class RebuildLines implements RebuildProgress {
    private static final Duration SHOWN_EVERY = Duration.ofMillis(250);
    private static final int WIDTH = 78;

    private final PrintStream out;
    private long replaySinceNanos;
    private long shownNanos;

    RebuildLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void waiting(int generation, Duration left) {
        writeOver(
                "Waiting until every consumer knows of generation %d: %d s"
                        .formatted(generation, left.toSeconds()));
    }

    @Override
    public synchronized void replayed(long events, int segmentsDone, int segments) {
        long now = System.nanoTime();
        if (replaySinceNanos == 0) {
            replaySinceNanos = now;
        }
        if (segmentsDone == segments || now - shownNanos > SHOWN_EVERY.toNanos()) {
            shownNanos = now;
            writeOver(line(events, segmentsDone, segments, now - replaySinceNanos));
        }
    }

    @Override
    public synchronized void step(String what) {
        writeOver(what);
        out.println();
    }

    private static String line(long events, int segmentsDone, int segments, long nanos) {
        String line = "%,d events, %d of %d segments".formatted(events, segmentsDone, segments);
        double seconds = nanos / 1e9;
        return seconds < 1 ? line : line + ", %,.0f events/s".formatted(events / seconds);
    }

    private void writeOver(String text) {
        out.printf("\r%-" + WIDTH + "s", text);
        out.flush();
    }
}
