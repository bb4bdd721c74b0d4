package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.local.rebuild.ScriptedLambda;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The command, against a control function whose runs end at once. */
class ReconcileCommandTest {
    private static final String BEFORE = "{'run':'r1','state':'finished','phase':'REPORT'}";
    private static final String AT_WORK = "{'run':'r2','state':'running','phase':'COMPARE'}";
    private static final String AT_ITS_END = "{'run':'r2','state':'finished','phase':'REPORT'}";

    @TempDir private Path repository;

    @Test
    void reconcile_whenItEnds_toldEachPhaseAndPrintsTheReportOfItsOwnRun() {
        Iterator<String> states = List.of(BEFORE, BEFORE, AT_WORK, AT_ITS_END).iterator();
        try (var lambda = new ScriptedLambda(request -> answer(request, states));
                var commands = commands(lambda)) {
            assertThat(commands.run("reconcile")).isZero();

            assertThat(commands.out().lines().map(line -> line.replaceFirst("^\\[.*] ", "")))
                    .startsWith("COMPARE", "REPORT", "{")
                    .contains("  \"found\" : 0");
            assertThat(lambda.requests("start"))
                    .containsExactly("{\"action\":\"start\",\"repair\":false}");
            assertThat(lambda.requests("report"))
                    .containsExactly("{\"action\":\"report\",\"run\":\"r2\"}");
        }
    }

    @Test
    void reconcile_whenOneIsUnderWay_waitsForThatOne() {
        Iterator<String> states = List.of(AT_WORK, AT_WORK, AT_ITS_END).iterator();
        try (var lambda =
                        new ScriptedLambda(
                                request ->
                                        action(request).equals("start")
                                                ? json("{'run':'r2','repair':true}")
                                                : answer(request, states));
                var commands = commands(lambda)) {
            assertThat(commands.run("reconcile", "--repair")).isZero();

            assertThat(lambda.requests("report"))
                    .containsExactly("{\"action\":\"report\",\"run\":\"r2\"}");
        }
    }

    @Test
    void reconcile_whenOneOfTheOtherKindIsUnderWay_failsAndSaysSo() {
        try (var lambda = new ScriptedLambda(_ -> json("{'run':'r2','repair':true}"));
                var commands = commands(lambda)) {
            assertThat(commands.run("reconcile")).isEqualTo(1);

            assertThat(commands.errors())
                    .contains("another comparison is under way, which does otherwise");
            assertThat(lambda.requests("report")).isEmpty();
        }
    }

    @Test
    void reconcile_whenTheFunctionFails_failsWithItsMessage() {
        try (var lambda = new ScriptedLambda(_ -> json("{'errorMessage':'out of reach'}"));
                var commands = commands(lambda)) {
            assertThat(commands.run("reconcile")).isEqualTo(1);

            assertThat(commands.errors()).contains("Reconcile stopped:").contains("out of reach");
        }
    }

    /** As the function does, whose newest run stands as told. */
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

    private CommandRun commands(ScriptedLambda lambda) {
        var state =
                new CloudState(
                        ProcessHandle.current().pid(),
                        "dev",
                        "ap-northeast-1",
                        "http://127.0.0.1:1",
                        Map.of("AWS_ENDPOINT_URL_LAMBDA", lambda.address().toString()),
                        Map.of(
                                "ReconcileControlFunction",
                                "arn:aws:lambda:ap-northeast-1:000000000000:function:control:live"),
                        List.of());
        return new CommandRun(repository, state);
    }
}
