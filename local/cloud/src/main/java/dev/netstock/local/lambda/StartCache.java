package dev.netstock.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A class-data-sharing archive of a function, which halves the CPU time of a cold start. The first
 * environment that stops normally writes it. Its name depends on the JDK, the JVM's options, the
 * handler, and every jar's path, size and modification time: if one of them changes, another
 * archive is written. The JVM checks the jars again and ignores an archive that does not fit.
 * Thread-safe.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/25/vm/class-data-sharing.html">Class data
 *     sharing</a>
 */
final class StartCache {
    private static final int DIGEST_CHARACTERS = 32;

    private final Path archive;
    private final AtomicBoolean training = new AtomicBoolean();

    private StartCache(Path archive) {
        this.archive = archive;
    }

    /**
     * The cache of a JVM, in a folder of caches.
     *
     * @param classPath its jars, in order
     * @param java its {@code java} command
     * @param start what else it starts with: options and handler
     */
    static StartCache of(List<Path> classPath, Path java, List<String> start, Path folder) {
        var key = new StringBuilder(javaVersion(java));
        start.forEach(part -> key.append('\n').append(part));
        classPath.forEach(jar -> key.append('\n').append(describe(jar)));
        return new StartCache(folder.resolve("start-" + digest(key.toString()) + ".jsa"));
    }

    /** The archive, if it is written. Marks it as used, so that it is kept. */
    Optional<Path> archive() {
        try {
            Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
            return Optional.of(archive);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Whether the caller must write the archive. It then has to keep or abandon the result. */
    boolean claimTraining() {
        return !Files.exists(archive) && training.compareAndSet(false, true);
    }

    /** The file that an environment's JVM writes when it exits. */
    Path part(String environmentId) {
        return archive.resolveSibling(archive.getFileName() + "." + environmentId);
    }

    /** Publishes the finished archive, if there is one. */
    void keep(Path part) {
        try {
            if (Files.exists(part)) {
                Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot store a start cache", e);
        } finally {
            training.set(false);
        }
    }

    /** Lets another environment write the archive. */
    void abandon(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove a start cache", e);
        } finally {
            training.set(false);
        }
    }

    private static String javaVersion(Path java) {
        try {
            return Files.readString(java.toRealPath().resolve("../../release").normalize());
        } catch (IOException e) {
            return java.toString();
        }
    }

    private static String digest(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String describe(Path jar) {
        try {
            return jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
        } catch (IOException e) {
            throw new UncheckedIOException("A jar of the class path is missing", e);
        }
    }
}
