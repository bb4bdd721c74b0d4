package dev.netstock.local.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rebuilds a projection into a new generation, while the old one serves. Every step may be
 * repeated: after a failure, or when it was killed, running it again goes on with the same
 * generation.
 */
public final class Rebuild {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final RebuildFunction function;
    private final RebuildProgress progress;

    public Rebuild(RebuildFunction function, RebuildProgress progress) {
        this.function = function;
        this.progress = progress;
    }

    /**
     * Runs to the end.
     *
     * @return the generation that serves now
     * @throws RebuildException if a step fails
     */
    public int run() throws InterruptedException {
        JsonNode started = function.call(RebuildFunction.action("start"));
        int generation = number(started, "generation");
        progress.step("Generation " + generation + " is being built");
        JsonNode status = function.call(RebuildFunction.action("status"));
        await(generation, number(status, "waitSeconds"));
        new Replay(function, progress, generation, segmentsLeft(status)).run();
        int serving = number(function.call(step("switch", generation)), "serving");
        progress.step("Generation " + serving + " serves");
        retireAll();
        return serving;
    }

    /**
     * Gives up the generation that is being built, if there is one; the one that serves goes on.
     */
    public void abandon() {
        JsonNode building = function.call(RebuildFunction.action("status")).path("building");
        if (building.isMissingNode()) {
            progress.step("No generation is being built");
        } else {
            function.call(RebuildFunction.action("abandon"));
            progress.step("Generation " + building + " is given up");
        }
        retireAll();
    }

    /** Those that an earlier run did not get to. */
    private static List<Integer> segmentsLeft(JsonNode status) {
        var replayed = new HashSet<Integer>();
        status.path("replayed").forEach(segment -> replayed.add(segment.asInt()));
        return IntStream.range(0, number(status, "segments"))
                .boxed()
                .filter(segment -> !replayed.contains(segment))
                .toList();
    }

    private void await(int generation, int seconds) throws InterruptedException {
        for (int left = seconds; left > 0; left--) {
            progress.waiting(generation, TICK.multipliedBy(left));
            Thread.sleep(TICK);
        }
    }

    /** Those that an earlier run did not get to as well. */
    private void retireAll() {
        JsonNode status = function.call(RebuildFunction.action("status"));
        status.path("toRetire").forEach(generation -> retire(generation.asInt()));
    }

    private void retire(int generation) {
        long rows = 0;
        ObjectNode request = step("retire", generation).putNull("cursor");
        do {
            JsonNode answer = function.call(request);
            rows += number(answer, "rows");
            request.set("cursor", answer.path("cursor"));
        } while (!isEnd(request.path("cursor")));
        progress.step("Generation " + generation + " is retired: " + rows + " rows deleted");
    }

    static boolean isEnd(JsonNode cursor) {
        return cursor.isNull() || cursor.isMissingNode();
    }

    static ObjectNode step(String action, int generation) {
        return RebuildFunction.action(action).put("generation", generation);
    }

    static int number(JsonNode answer, String member) {
        JsonNode value = answer.path(member);
        if (!value.canConvertToInt()) {
            throw new RebuildException("The function's answer has no " + member + ": " + answer);
        }
        return value.asInt();
    }
}
