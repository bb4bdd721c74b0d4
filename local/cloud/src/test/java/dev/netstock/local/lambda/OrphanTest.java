package dev.netstock.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** A killed cloud leaves no function process behind. */
class OrphanTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void kill_ofTheCloud_stopsItsFunctions() throws IOException {
        Process cloud =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Cloud.class.getName(),
                                folder.toString())
                        .redirectError(Path.of("target", "orphan-test.log").toFile())
                        .start();
        try (BufferedReader output = cloud.inputReader()) {
            long function = Long.parseLong(Objects.requireNonNull(output.readLine()));
            assertThat(ProcessHandle.of(function)).isPresent();

            cloud.destroyForcibly();

            await().atMost(LIMIT).until(() -> ProcessHandle.of(function).isEmpty());
        } finally {
            cloud.destroyForcibly();
        }
    }

    /** A process with one function, whose pid it prints. */
    static final class Cloud {
        private Cloud() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            var lambda = LambdaService.start(ProbeFunction.options(folder));
            lambda.deploy(ProbeFunction.definition("orphan", ProbeFunction.zip(folder)));
            lambda.invoke("orphan", "{}");
            System.out.println(lambda.environments().getFirst().pid());
            lambda.invoke("orphan", "{\"do\":\"hang\"}");
        }
    }
}
