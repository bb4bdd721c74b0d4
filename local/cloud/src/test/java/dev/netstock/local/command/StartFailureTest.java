package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code up} prints when the cloud does not start. */
class StartFailureTest {
    @TempDir private Path repository;

    private LocalFolder folder() {
        return new LocalFolder(repository);
    }

    private static RuntimeException failure() {
        return new UncheckedIOException(
                "Cannot start a JVM: /opt/java", new IOException("error=12, Out of memory"));
    }

    @Test
    void report_says_whatFailedWhereTheDetailsAreAndWhatToDo() {
        List<String> lines = new StartFailure("Creating tables", failure(), folder()).report();

        assertThat(lines)
                .startsWith(
                        "The local cloud did not start: Cannot start a JVM: /opt/java: error=12,"
                                + " Out of memory",
                        "  failed step  Creating tables",
                        "  details      " + folder().logs().resolve(StartFailure.LOG))
                .last()
                .asString()
                .contains("run ./netstock up again");
    }

    @Test
    void report_hasTheStackTraceInTheLogOnly() throws IOException {
        List<String> lines = new StartFailure("", failure(), folder()).report();

        assertThat(lines).noneMatch(line -> line.contains("\tat ") || line.contains("failed step"));
        assertThat(Files.readString(folder().logs().resolve(StartFailure.LOG)))
                .contains("Caused by: java.io.IOException", "\tat ");
    }

    @Test
    void up_inAFolderWithoutABuild_printsNoStackTrace() {
        try (var run = new CommandRun(repository)) {
            assertThat(run.run("up")).isEqualTo(1);

            assertThat(run.out())
                    .contains("The local cloud did not start: The CDK app is not built")
                    .contains("  failed step  Synthesizing the CDK app")
                    .doesNotContain("\tat ");
            assertThat(run.errors()).isEmpty();
        }
    }
}
