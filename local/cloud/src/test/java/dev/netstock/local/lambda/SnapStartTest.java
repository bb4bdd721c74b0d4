package dev.netstock.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.netstock.local.lambda.ExecutionEnvironmentInfo.State;
import dev.netstock.local.lambda.Invocation.Ran;
import dev.netstock.local.lambda.probe.PrimedHandler;
import dev.netstock.local.lambda.probe.ProbeHandler;
import dev.netstock.local.lambda.probe.UnmakeableHandler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

// https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html
class SnapStartTest {
    @TempDir Path folder;

    private FunctionDefinition function(String name, Class<?> handler, boolean snapStart)
            throws IOException {
        FunctionDefinition probe = ProbeFunction.definition(name, ProbeFunction.zip(folder));
        return new FunctionDefinition(
                probe.name(),
                probe.zip(),
                handler.getName(),
                probe.memoryMb(),
                probe.timeout(),
                probe.environment(),
                probe.reservedConcurrency(),
                probe.version(),
                probe.aliases(),
                snapStart);
    }

    private String answer(String name, boolean snapStart) throws IOException {
        try (var lambda = LambdaService.start(ProbeFunction.options(folder))) {
            lambda.deploy(function(name, PrimedHandler.class, snapStart));
            return ((Ran) lambda.invoke(name, "{}")).payload();
        }
    }

    @Test
    void coldStart_withSnapStart_runsTheCheckpointHooks() throws IOException {
        assertThat(answer("primed", true)).isEqualTo("[\"beforeCheckpoint\",\"afterRestore\"]");
    }

    @Test
    void coldStart_withoutSnapStart_runsNoHooks() throws IOException {
        assertThat(answer("plain", false)).isEqualTo("[]");
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html: "When you publish a function
    // version, Lambda initializes your function".
    @Test
    void initialize_withSnapStart_keepsAnEnvironmentForTheFirstEvent() throws IOException {
        try (var lambda = LambdaService.start(ProbeFunction.options(folder))) {
            lambda.deploy(function("primed", PrimedHandler.class, true));
            lambda.deploy(function("plain", PrimedHandler.class, false));

            lambda.initialize(List.of("primed:live", "plain:live"));

            assertThat(lambda.environments())
                    .singleElement()
                    .satisfies(it -> assertThat(it.function()).isEqualTo("primed"))
                    .satisfies(it -> assertThat(it.state()).isEqualTo(State.IDLE));
            long pid = lambda.environments().getFirst().pid();
            lambda.invoke("primed", "{}");
            assertThat(lambda.environments()).singleElement().matches(it -> it.pid() == pid);
        }
    }

    @Test
    void initialize_whenAFunctionFailsToStart_namesIt() throws IOException {
        try (var lambda = LambdaService.start(ProbeFunction.options(folder))) {
            lambda.deploy(function("broken", UnmakeableHandler.class, true));

            assertThatThrownBy(() -> lambda.initialize(List.of("broken:live")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("broken");
        }
    }

    @Test
    void awaitCalm_whileAFunctionIsBusy_waits() throws Exception {
        try (var lambda = LambdaService.start(ProbeFunction.options(folder));
                ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
            lambda.deploy(function("probe", ProbeHandler.class, false));
            var pause =
                    caller.submit(
                            () -> lambda.invoke("probe", "{\"do\": \"pause\", \"millis\": 1500}"));
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    lambda.environments().stream()
                                            .anyMatch(it -> it.state() == State.BUSY));

            assertThat(lambda.awaitCalm(Duration.ofSeconds(1), Duration.ofMillis(500))).isFalse();
            assertThat(lambda.awaitCalm(Duration.ofMillis(100), Duration.ofSeconds(30))).isTrue();
            assertThat(pause.isDone()).isTrue();
        }
    }
}
