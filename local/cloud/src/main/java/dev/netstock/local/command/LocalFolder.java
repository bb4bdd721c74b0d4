package dev.netstock.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A clone of the repository and its git-ignored folder {@code .local}, where all that a running
 * cloud writes is kept.
 *
 * @param repository the clone's root
 */
record LocalFolder(Path repository) {
    /** What says where the running cloud is reached. */
    Path state() {
        return folder().resolve("state.json");
    }

    /** Held as long as a cloud runs. */
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

    /** Where the CDK app writes a stage's cloud assembly. */
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
            throw new UncheckedIOException("The folder could not be made", e);
        }
    }
}
