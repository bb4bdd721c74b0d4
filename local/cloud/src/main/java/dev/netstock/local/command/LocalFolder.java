package dev.netstock.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A clone of the repository, and its git-ignored folder {@code .local}, to which a running cloud
 * writes its files.
 *
 * @param repository the clone's root
 */
record LocalFolder(Path repository) {
    /** The file with the addresses of the running cloud. */
    Path state() {
        return folder().resolve("state.json");
    }

    /** The file that is locked while a cloud runs. */
    Path lock() {
        return folder().resolve("lock");
    }

    Path logs() {
        return existing(folder().resolve("logs"));
    }

    Path reports() {
        return existing(folder().resolve("reports"));
    }

    Path work() {
        return existing(folder().resolve("work"));
    }

    /** The folder of a stage's cloud assembly. */
    Path assembly(String stage) {
        return existing(folder().resolve("assembly")).resolve(stage);
    }

    private Path folder() {
        return existing(repository.resolve(".local"));
    }

    private static Path existing(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder could not be created", e);
        }
    }
}
