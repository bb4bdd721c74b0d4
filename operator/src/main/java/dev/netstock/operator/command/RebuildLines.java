package dev.netstock.operator.command;

import dev.netstock.operator.rebuild.RebuildProgress;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Prints the progress of a rebuild: a line for each step that was done, and the current step on a
 * line that is overwritten. Thread-safe.
 */
final class RebuildLines implements RebuildProgress {
    private static final Duration SHOWN_EVERY = Duration.ofMillis(250);
    private static final int WIDTH = 78;

    private final PrintWriter out;
    private long replaySinceNanos;
    private long shownNanos;

    RebuildLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void waiting(int generation, Duration left) {
        overwrite(
                "Waiting until every consumer has read that generation %d exists: %d s"
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
            overwrite(line(events, segmentsDone, segments, now - replaySinceNanos));
        }
    }

    @Override
    public synchronized void step(String text) {
        overwrite(text);
        out.println();
    }

    private static String line(long events, int segmentsDone, int segments, long nanos) {
        String line = "%,d events, %d of %d segments".formatted(events, segmentsDone, segments);
        double seconds = nanos / 1e9;
        return seconds < 1 ? line : line + ", %,.0f events/s".formatted(events / seconds);
    }

    private void overwrite(String text) {
        out.printf("\r%-" + WIDTH + "s", text);
        out.flush();
    }
}
