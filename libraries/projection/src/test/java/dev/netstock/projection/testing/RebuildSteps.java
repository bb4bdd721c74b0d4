package dev.netstock.projection.testing;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.function.UnaryOperator;

/**
 * A rebuild, driven as the operator's command does it.
 *
 * @param function takes and gives the JSON of a step
 * @param patience lets the seconds of a wait pass
 */
public record RebuildSteps(UnaryOperator<String> function, Patience patience) {
    /** Lets time pass. */
    @FunctionalInterface
    public interface Patience {
        void pass(long seconds);
    }

    /** Does one step, with {@code '} for {@code "}. */
    public JsonNode step(String request) {
        return JsonMapper.shared().readTree(function.apply(request.replace('\'', '"')));
    }

    /** Begins, and waits until the replay may begin; the generation. */
    public int start(String more) {
        JsonNode begun = step("{'action':'start'%s}".formatted(more));
        patience.pass(begun.get("waitSeconds").asLong());
        return begun.get("generation").asInt();
    }

    /** Replays every part to its end; how many events. */
    public long replayAll(int generation) {
        long events = 0;
        for (int segment = 0; segment < 4; segment++) {
            events += replay(generation, segment);
        }
        return events;
    }

    /** Replays one part to its end; how many events. */
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

    /** Has the generation read. */
    public void switchTo(int generation) {
        step("{'action':'switch','generation':%d}".formatted(generation));
    }

    /** Deletes a generation's rows; how many. */
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
