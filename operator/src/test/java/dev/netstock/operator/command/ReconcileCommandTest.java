package dev.netstock.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.operator.StandInStage;

import org.junit.jupiter.api.Test;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The command, against a control function whose runs end at once. */
class ReconcileCommandTest {
    private static final String BEFORE = "{'run':'r1','state':'finished','phase':'REPORT'}";
    private static final String RUNNING = "{'run':'r2','state':'running','phase':'COMPARE'}";
    private static final String FINISHED = "{'run':'r2','state':'finished','phase':'REPORT'}";

    @Test
    void reconcile_runFinishes_printsThePhasesAndTheReportOfItsOwnRun() {
        Iterator<String> states = List.of(BEFORE, BEFORE, RUNNING, FINISHED).iterator();
        try (var stage = stage(request -> answer(request, states))) {
            assertThat(stage.run("reconcile", "--json")).isZero();

            assertThat(stage.errors().lines()).containsExactly("COMPARE", "REPORT");
            assertThat(stage.out()).isEqualToIgnoringWhitespace(json("{'run':'r2','found':0}"));
            assertThat(stage.invocations("start"))
                    .containsExactly("{\"action\":\"start\",\"repair\":false}");
            assertThat(stage.invocations("report"))
                    .containsExactly("{\"action\":\"report\",\"run\":\"r2\"}");
        }
    }

    @Test
    void reconcile_runInProgress_waitsForThatRun() {
        Iterator<String> states = List.of(RUNNING, RUNNING, FINISHED).iterator();
        try (var stage =
                stage(
                        request ->
                                action(request).equals("start")
                                        ? json("{'run':'r2','repair':true}")
                                        : answer(request, states))) {
            assertThat(stage.run("reconcile", "--repair")).isZero();

            assertThat(stage.invocations("report"))
                    .containsExactly("{\"action\":\"report\",\"run\":\"r2\"}");
        }
    }

    @Test
    void reconcile_runOfTheOtherKindInProgress_failsWithTheReason() {
        try (var stage = stage(_ -> json("{'run':'r2','repair':true}"))) {
            assertThat(stage.run("reconcile")).isEqualTo(1);

            assertThat(stage.errors()).contains("A reconcile run is in progress, which repairs.");
            assertThat(stage.invocations("report")).isEmpty();
        }
    }

    /**
     * A version that was not invoked for two weeks is inactive; the first invocation wakes it up.
     */
    @Test
    void reconcile_functionIsInactive_waitsUntilItIsReady() {
        Iterator<String> answers =
                List.of("{'notReady':'SnapStartNotReadyException'}", FINISHED).iterator();
        try (var stage = stage(_ -> json(answers.next()))) {
            assertThat(stage.run("reconcile", "--status", "--json")).isZero();

            assertThat(stage.out()).isEqualToIgnoringWhitespace(json(FINISHED));
            assertThat(stage.invocations("status")).hasSize(2);
        }
    }

    @Test
    void reconcile_functionFails_failsWithItsMessage() {
        try (var stage = stage(_ -> json("{'errorMessage':'out of reach'}"))) {
            assertThat(stage.run("reconcile")).isEqualTo(1);

            assertThat(stage.errors().strip())
                    .isEqualTo("The function failed at status: out of reach");
        }
    }

    @Test
    void reconcile_noWait_startsTheRunAndReturns() {
        try (var stage = stage(request -> answer(request, List.<String>of().iterator()))) {
            assertThat(stage.run("reconcile", "--no-wait", "--repair")).isZero();

            assertThat(stage.invocations("start"))
                    .containsExactly("{\"action\":\"start\",\"repair\":true}");
            assertThat(stage.invocations("status")).isEmpty();
        }
    }

    @Test
    void reconcile_report_startsNoRun() {
        try (var stage = stage(request -> answer(request, List.<String>of().iterator()))) {
            assertThat(stage.run("reconcile", "--report")).isZero();

            assertThat(stage.out().lines().map(line -> line.replaceAll(" +", " ")))
                    .containsExactly("run r2", "found 0");
            assertThat(stage.invocations("start")).isEmpty();
        }
    }

    /** Answers as the function does, whose newest run has these states one after another. */
    private static String answer(JsonNode request, Iterator<String> states) {
        return switch (action(request)) {
            case "status" -> json(states.next());
            case "start" ->
                    json("{'state':'requested','repair':%s}".formatted(request.path("repair")));
            default -> json("{'run':'r2','found':0}");
        };
    }

    private static String action(JsonNode request) {
        return request.path("action").asText();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static StandInStage stage(Function<JsonNode, String> function) {
        return StandInStage.withFunction(function)
                .output(
                        "ReconcileControlFunction",
                        "arn:aws:lambda:ap-northeast-1:000000000000:function:control:live");
    }
}
