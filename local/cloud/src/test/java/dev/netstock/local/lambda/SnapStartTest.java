package dev.netstock.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.lambda.Invocation.Ran;
import dev.netstock.local.lambda.probe.PrimedHandler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

// https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html
class SnapStartTest {
    @TempDir Path folder;

    private String answer(String name, boolean snapStart) throws IOException {
        FunctionDefinition probe = ProbeFunction.definition(name, ProbeFunction.zip(folder));
        var primed =
                new FunctionDefinition(
                        probe.name(),
                        probe.zip(),
                        PrimedHandler.class.getName(),
                        probe.memoryMb(),
                        probe.timeout(),
                        probe.environment(),
                        probe.reservedConcurrency(),
                        probe.version(),
                        probe.aliases(),
                        snapStart);
        try (var lambda = LambdaService.start(ProbeFunction.options(folder))) {
            lambda.deploy(primed);
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
}
