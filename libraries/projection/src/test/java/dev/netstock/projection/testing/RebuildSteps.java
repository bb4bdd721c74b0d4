package dev.netstock.projection.testing;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.function.UnaryOperator;

/**
 * Runs a rebuild step by step, like the operator's command.
 *
 * @param function invokes the function with the JSON of a step
 * @param patience lets the seconds of a wait pass
 */
public record RebuildSteps(UnaryOperator<String> function, Patience patience) {
    /** Lets time pass. */
    @FunctionalInterface
    public interface Patience {
        void pass(long seconds);
    }

    /** Runs one step, with {@code '} for {@code "}. */
    public JsonNode step(String request) {
        return JsonMapper.shared().readTree(function.apply(request.replace('\'', '"')));
    }

    /** Starts a rebuild and waits until the replay may start; returns the generation. */
    public int start(String more) {
        JsonNode started = step("{'action':'start'%s}".formatted(more));
        patience.pass(started.get("waitSeconds").asLong());
        return started.get("generation").asInt();
    }

    /** Replays every segment to its end; returns the number of events. */
    public long replayAll(int generation) {
        long events = 0;
        for (int segment = 0; segment < 4; segment++) {
            events += replay(generation, segment);
        }
        return events;
    }

    /** Replays one segment to its end; returns the number of events. */
    public long replay(int generation, int segment) {
        long events = 0;
        String cursor = "null";
        do {
            JsonNode answer =
                    step(
                            "{'action':'replay','generation':%d,'segment':%d,'cursor':%s}"
                                    .formatted(generation, segment, cursor));
            events += answer.get("events").asLong();
            cursor = answer.get("cursor").toString();
        } while (!cursor.equals("null"));
        return events;
    }

    /** Switches to the generation. */
    public void switchTo(int generation) {
        step("{'action':'switch','generation':%d}".formatted(generation));
    }

    /** Deletes the rows of a generation; returns their number. */
    public long retire(int generation) {
        long rows = 0;
        String cursor = "null";
        do {
            JsonNode answer =
                    step(
                            "{'action':'retire','generation':%d,'cursor':%s}"
                                    .formatted(generation, cursor));
            rows += answer.get("rows").asLong();
            cursor = answer.get("cursor").toString();
        } while (!cursor.equals("null"));
        return rows;
    }
}
