package dev.netstock.local.cloud;

import java.util.ArrayDeque;
import java.util.Deque;

/** The parts that have been started; they stop in reverse order. Not thread-safe. */
final class RunningParts implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RunningParts.class.getName());

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Stops all parts, even if some fail to stop. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "A part failed to stop", e);
            }
        }
    }
}
