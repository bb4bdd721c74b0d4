package dev.netstock.operator.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.stage.StageFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Replays all events into a generation, its segments in parallel. */
final class Replay {
    private final StageFunction function;
    private final RebuildProgress progress;
    private final int generation;
    private final List<Integer> segments;
    private final AtomicLong events = new AtomicLong();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();

    Replay(
            StageFunction function,
            RebuildProgress progress,
            int generation,
            List<Integer> segments) {
        this.function = function;
        this.progress = progress;
        this.generation = generation;
        this.segments = segments;
    }

    /**
     * Returns when all segments are replayed. If a segment fails, the others finish their current
     * call first.
     */
    void run() throws InterruptedException {
        var running = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int segment : segments) {
                running.add(threads.submit(() -> replay(segment)));
            }
        }
        for (Future<?> segment : running) {
            await(segment);
        }
        progress.step("Replayed %,d events".formatted(events.get()));
    }

    private void replay(int segment) {
        try {
            ObjectNode request =
                    Rebuild.step("replay", generation).put("segment", segment).putNull("cursor");
            do {
                JsonNode answer = function.call(request);
                request.set("cursor", answer.path("cursor"));
                boolean ended = Rebuild.isEnd(request.path("cursor"));
                progress.replayed(
                        events.addAndGet(Rebuild.number(answer, "events")),
                        ended ? done.incrementAndGet() : done.get(),
                        segments.size());
            } while (!failed.get() && !Rebuild.isEnd(request.path("cursor")));
        } catch (RuntimeException e) {
            failed.set(true);
            throw e;
        }
    }

    private static void await(Future<?> segment) throws InterruptedException {
        try {
            segment.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("A segment failed", e);
        }
    }
}
