package dev.netstock.operator.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.StandInStage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

class RebuildTest {
    private final Steps steps = new Steps();

    @Test
    void run_noFailure_startsReplaysEachSegmentSwitchesAndRetires() throws InterruptedException {
        try (var lambda = StandInStage.withFunction(RebuildTest::answer)) {
            int serving = new Rebuild(lambda.function(), steps).run();

            assertThat(serving).isEqualTo(3);
            assertThat(lambda.invocations().getFirst().toString())
                    .isEqualTo("{\"action\":\"start\"}");
            assertThat(lambda.invocations("replay"))
                    .containsExactlyInAnyOrder(
                            "{\"action\":\"replay\",\"generation\":3,\"segment\":0,\"cursor\":null}",
                            "{\"action\":\"replay\",\"generation\":3,\"segment\":0,\"cursor\":\"next\"}",
                            "{\"action\":\"replay\",\"generation\":3,\"segment\":1,\"cursor\":null}",
                            "{\"action\":\"replay\",\"generation\":3,\"segment\":1,\"cursor\":\"next\"}");
            assertThat(lambda.invocations("switch"))
                    .containsExactly("{\"action\":\"switch\",\"generation\":3}");
            assertThat(lambda.invocations("retire"))
                    .containsExactly(
                            "{\"action\":\"retire\",\"generation\":1,\"cursor\":null}",
                            "{\"action\":\"retire\",\"generation\":1,\"cursor\":\"next\"}");
            assertThat(steps.lines)
                    .containsExactly(
                            "Building generation 3",
                            "Replayed 40 events",
                            "Generation 3 serves reads",
                            "Retired generation 1: deleted 10 rows");
            assertThat(steps.replays).contains("40 2/2");
        }
    }

    @Test
    void run_consumersHaveNotReadTheGeneration_waitsAndReportsTheTimeLeft()
            throws InterruptedException {
        try (var lambda =
                StandInStage.withFunction(
                        request ->
                                answer(request)
                                        .replace("\"waitSeconds\":0", "\"waitSeconds\":1"))) {
            new Rebuild(lambda.function(), steps).run();

            assertThat(steps.waits).containsExactly("3: 1 s");
        }
    }

    @Test
    void run_segmentFails_failsWithoutSwitching() {
        try (var lambda =
                StandInStage.withFunction(
                        request ->
                                request.path("segment").asInt() == 1
                                        ? "{\"errorMessage\":\"out of order\"}"
                                        : answer(request))) {
            var rebuild = new Rebuild(lambda.function(), steps);

            assertThatThrownBy(rebuild::run)
                    .isInstanceOf(CommandException.class)
                    .hasMessage("The function failed at replay: out of order");
            assertThat(lambda.invocations("switch")).isEmpty();
        }
    }

    @Test
    void run_answerLacksAMember_failsAndNamesIt() {
        try (var lambda = StandInStage.withFunction(_ -> "{}")) {
            var rebuild = new Rebuild(lambda.function(), steps);

            assertThatThrownBy(rebuild::run)
                    .isInstanceOf(CommandException.class)
                    .hasMessage("The function's answer has no member generation: {}");
        }
    }

    @Test
    void run_segmentReplayedByAnEarlierRun_replaysTheOthers() throws InterruptedException {
        try (var lambda =
                StandInStage.withFunction(
                        request ->
                                answer(request).replace("\"replayed\":[]", "\"replayed\":[0]"))) {
            new Rebuild(lambda.function(), steps).run();

            assertThat(lambda.invocations("replay"))
                    .hasSize(2)
                    .allMatch(request -> request.contains("\"segment\":1"));
        }
    }

    @Test
    void abandon_generationBeingBuilt_discardsItAndDeletesItsRows() {
        try (var lambda = StandInStage.withFunction(request -> toRetire("[3]", request))) {
            new Rebuild(lambda.function(), steps).abandon();

            assertThat(lambda.invocations("abandon")).containsExactly("{\"action\":\"abandon\"}");
            assertThat(lambda.invocations("retire"))
                    .hasSize(2)
                    .allMatch(request -> request.contains("\"generation\":3"));
            assertThat(steps.lines)
                    .containsExactly(
                            "Discarded generation 3", "Retired generation 3: deleted 10 rows");
        }
    }

    @Test
    void run_earlierRunKilledBeforeItRetired_retiresItsGenerationToo() throws InterruptedException {
        try (var lambda = StandInStage.withFunction(request -> toRetire("[1,2]", request))) {
            new Rebuild(lambda.function(), steps).run();

            assertThat(steps.lines)
                    .endsWith(
                            "Retired generation 1: deleted 10 rows",
                            "Retired generation 2: deleted 10 rows");
        }
    }

    @Test
    void abandon_noGenerationBeingBuilt_reportsIt() {
        try (var lambda = StandInStage.withFunction(_ -> "{\"serving\":1,\"state\":\"SERVING\"}")) {
            new Rebuild(lambda.function(), steps).abandon();

            assertThat(lambda.invocations("abandon")).isEmpty();
            assertThat(steps.lines).containsExactly("No generation is being built");
        }
    }

    private static String toRetire(String generations, JsonNode request) {
        return answer(request).replace("\"toRetire\":[1]", "\"toRetire\":" + generations);
    }

    /** Answers as a function that replays ten events and deletes five rows in a call. */
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
