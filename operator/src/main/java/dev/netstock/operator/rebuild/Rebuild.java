package dev.netstock.operator.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.stage.StageFunction;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rebuilds a projection into a new generation, while the old generation serves reads. Every step
 * may be repeated: after a failure or a kill, the next run resumes the same generation.
 */
public final class Rebuild {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final StageFunction function;
    private final RebuildProgress progress;

    public Rebuild(StageFunction function, RebuildProgress progress) {
        this.function = function;
        this.progress = progress;
    }

    /**
     * Runs the rebuild to its end.
     *
     * @return the generation that serves reads afterwards
     * @throws CommandException if a step fails
     */
    public int run() throws InterruptedException {
        JsonNode started = function.call(StageFunction.action("start"));
        int generation = number(started, "generation");
        progress.step("Building generation " + generation);
        JsonNode status = function.call(StageFunction.action("status"));
        await(generation, number(status, "waitSeconds"));
        new Replay(function, progress, generation, segmentsLeft(status)).run();
        int serving = number(function.call(step("switch", generation)), "serving");
        progress.step("Generation " + serving + " serves reads");
        retireAll();
        return serving;
    }

    /** Discards the generation that is being built, if there is one. */
    public void abandon() {
        JsonNode building = function.call(StageFunction.action("status")).path("building");
        if (building.isMissingNode()) {
            progress.step("No generation is being built");
        } else {
            function.call(StageFunction.action("abandon"));
            progress.step("Discarded generation " + building);
        }
        retireAll();
    }

    /** The segments that an earlier run has not replayed. */
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

    /** Also retires generations that an interrupted run left. */
    private void retireAll() {
        JsonNode status = function.call(StageFunction.action("status"));
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
        progress.step("Retired generation " + generation + ": deleted " + rows + " rows");
    }

    static boolean isEnd(JsonNode cursor) {
        return cursor.isNull() || cursor.isMissingNode();
    }

    static ObjectNode step(String action, int generation) {
        return StageFunction.action(action).put("generation", generation);
    }

    static int number(JsonNode answer, String member) {
        JsonNode value = answer.path(member);
        if (!value.canConvertToInt()) {
            throw new CommandException(
                    "The function's answer has no member " + member + ": " + answer);
        }
        return value.asInt();
    }
}
