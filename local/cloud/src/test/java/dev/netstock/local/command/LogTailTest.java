package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class LogTailTest {
    @TempDir private Path folder;

    @Test
    void copyNew_whenLinesAreAdded_copiesEachOnce() throws IOException {
        Path file = folder.resolve("a.log");
        var tail = new LogTail(file);
        assertThat(copied(tail)).isEmpty();

        Files.writeString(file, "one\n");
        assertThat(copied(tail)).isEqualTo("one\n");
        Files.writeString(file, "two\n", StandardOpenOption.APPEND);
        assertThat(copied(tail)).isEqualTo("two\n");
        assertThat(copied(tail)).isEmpty();
    }

    @Test
    void copyNew_whenTheFileBeginsAnew_copiesFromItsBeginning() throws IOException {
        Path file = folder.resolve("a.log");
        var tail = new LogTail(file);
        Files.writeString(file, "a long first run\n");
        copied(tail);

        Files.writeString(file, "second\n");

        assertThat(copied(tail)).isEqualTo("second\n");
    }

    private static String copied(LogTail tail) throws IOException {
        var target = new ByteArrayOutputStream();
        tail.copyNew(target);
        return target.toString(StandardCharsets.UTF_8);
    }
}
