package dev.netstock.platform.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.testing.Output;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class PrimingTest {
    @Test
    void beforeCheckpoint_runsThePath() {
        List<Context> contexts = new ArrayList<>();
        Priming.register(contexts::add).beforeCheckpoint(null);
        assertThat(contexts)
                .singleElement()
                .extracting(Context::getFunctionName)
                .isEqualTo("priming");
    }

    @Test
    void beforeCheckpoint_failingPath_warnsAndContinues() {
        Priming failing =
                Priming.register(
                        _ -> {
                            throw new IllegalStateException("The table is out of reach");
                        });
        assertThat(Output.of(() -> failing.beforeCheckpoint(null)))
                .singleElement()
                .asString()
                .contains("WARN");
    }
}
