package dev.netstock.local.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

class RebuildTest {
    private final Steps steps = new Steps();

    @Test
    void run_whenNothingFails_startsReplaysEachSegmentSwitchesAndRetires()
            throws InterruptedException {
        try (var lambda = new ScriptedLambda(RebuildTest::answer)) {
            int serving = new Rebuild(lambda.function(), steps).run();

            assertThat(serving).isEqualTo(3);
            assertThat(lambda.requests().getFirst().toString()).isEqualTo("{\"action\":\"start\"}");
            assertThat(lambda.requests("replay"))
                    .containsExactlyInAnyOrder(
                            "{\"action\":\"replay\",\"generation\":3,\"segment\":0,\"cursor\":null}",
                            "{\"action\":\"replay\",\"generation\":3,\"segment\":0,\"cursor\":\"next\"}",
                            "{\"action\":\"replay\",\"generation\":3,\"segment\":1,\"cursor\":null}",
                            "{\"action\":\"replay\",\"generation\":3,\"segment\":1,\"cursor\":\"next\"}");
            assertThat(lambda.requests("switch"))
                    .containsExactly("{\"action\":\"switch\",\"generation\":3}");
            assertThat(lambda.requests("retire"))
                    .containsExactly(
                            "{\"action\":\"retire\",\"generation\":1,\"cursor\":null}",
                            "{\"action\":\"retire\",\"generation\":1,\"cursor\":\"next\"}");
            assertThat(steps.lines)
                    .containsExactly(
                            "Generation 3 is being built",
                            "40 events are replayed",
                            "Generation 3 serves",
                            "Generation 1 is retired: 10 rows deleted");
            assertThat(steps.replays).contains("40 2/2");
        }
    }

    @Test
    void run_whenConsumersDoNotKnowYet_waitsAndTellsHowLong() throws InterruptedException {
        try (var lambda =
                new ScriptedLambda(
                        request ->
                                answer(request)
                                        .replace("\"waitSeconds\":0", "\"waitSeconds\":1"))) {
            new Rebuild(lambda.function(), steps).run();

            assertThat(steps.waits).containsExactly("3: 1 s");
        }
    }

    @Test
    void run_whenASegmentFails_saysSoAndDoesNotSwitch() {
        try (var lambda =
                new ScriptedLambda(
                        request ->
                                request.path("segment").asInt() == 1
                                        ? "{\"errorMessage\":\"out of order\"}"
                                        : answer(request))) {
            var rebuild = new Rebuild(lambda.function(), steps);

            assertThatThrownBy(rebuild::run)
                    .isInstanceOf(RebuildException.class)
                    .hasMessage("The function failed at replay: out of order");
            assertThat(lambda.requests("switch")).isEmpty();
        }
    }

    @Test
    void run_whenTheAnswerMakesNoSense_saysSo() {
        try (var lambda = new ScriptedLambda(_ -> "{}")) {
            var rebuild = new Rebuild(lambda.function(), steps);

            assertThatThrownBy(rebuild::run)
                    .isInstanceOf(RebuildException.class)
                    .hasMessage("The function's answer has no generation: {}");
        }
    }

    @Test
    void run_whenAnEarlierRunReplayedASegment_goesOnWithTheOthers() throws InterruptedException {
        try (var lambda =
                new ScriptedLambda(
                        request ->
                                answer(request).replace("\"replayed\":[]", "\"replayed\":[0]"))) {
            new Rebuild(lambda.function(), steps).run();

            assertThat(lambda.requests("replay"))
                    .hasSize(2)
                    .allMatch(request -> request.contains("\"segment\":1"));
        }
    }

    @Test
    void abandon_whenAGenerationIsBeingBuilt_givesItUpAndDeletesItsRows() {
        try (var lambda = new ScriptedLambda(request -> toRetire("[3]", request))) {
            new Rebuild(lambda.function(), steps).abandon();

            assertThat(lambda.requests("abandon")).containsExactly("{\"action\":\"abandon\"}");
            assertThat(lambda.requests("retire"))
                    .hasSize(2)
                    .allMatch(request -> request.contains("\"generation\":3"));
            assertThat(steps.lines)
                    .containsExactly(
                            "Generation 3 is given up", "Generation 3 is retired: 10 rows deleted");
        }
    }

    @Test
    void run_whenAnEarlierRunWasKilledBeforeItRetired_retiresThatAsWell()
            throws InterruptedException {
        try (var lambda = new ScriptedLambda(request -> toRetire("[1,2]", request))) {
            new Rebuild(lambda.function(), steps).run();

            assertThat(steps.lines)
                    .endsWith(
                            "Generation 1 is retired: 10 rows deleted",
                            "Generation 2 is retired: 10 rows deleted");
        }
    }

    @Test
    void abandon_whenNothingIsBeingBuilt_saysSo() {
        try (var lambda = new ScriptedLambda(_ -> "{\"serving\":1,\"state\":\"SERVING\"}")) {
            new Rebuild(lambda.function(), steps).abandon();

            assertThat(lambda.requests("abandon")).isEmpty();
            assertThat(steps.lines).containsExactly("No generation is being built");
        }
    }

    private static String toRetire(String generations, JsonNode request) {
        return answer(request).replace("\"toRetire\":[1]", "\"toRetire\":" + generations);
    }

    /** As a function that replays ten events a call, and deletes five rows a call. */
    private static String answer(JsonNode request) {
        String cursor = request.path("cursor").isNull() ? "\"next\"" : "null";
        return switch (request.path("action").asText()) {
            case "start" ->
                    "{\"generation\":3,\"state\":\"WAITING\",\"waitSeconds\":0,\"segments\":2}";
            case "status" ->
                    "{\"serving\":1,\"toRetire\":[1],\"building\":3,\"waitSeconds\":0,\"segments\":2,\"replayed\":[]}";
            case "abandon" -> "{\"serving\":1,\"state\":\"SERVING\"}";
            case "replay" -> "{\"events\":10,\"cursor\":" + cursor + "}";
            case "switch" -> "{\"serving\":3}";
            case "retire" -> "{\"rows\":5,\"cursor\":" + cursor + "}";
            default -> "{\"errorMessage\":\"unknown\"}";
        };
    }

    private static final class Steps implements RebuildProgress {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final Queue<String> waits = new ConcurrentLinkedQueue<>();
        private final Queue<String> replays = new ConcurrentLinkedQueue<>();

        @Override
        public void waiting(int generation, Duration left) {
            waits.add(generation + ": " + left.toSeconds() + " s");
        }

        @Override
        public void replayed(long events, int segmentsDone, int segments) {
            replays.add(events + " " + segmentsDone + "/" + segments);
        }

        @Override
        public void step(String what) {
            lines.add(what);
        }
    }
}
