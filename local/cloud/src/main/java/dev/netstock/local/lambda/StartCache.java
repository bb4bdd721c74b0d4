package dev.netstock.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;

/**
 * A class-data-sharing archive of a package's class path, which halves the CPU time of a cold
 * start. The first environment that stops normally writes it. Its name depends on the JDK and on
 * every jar's path, size and modification time, since the JVM rejects it when one of them has
 * changed. Thread-safe.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/25/vm/class-data-sharing.html">Class data
 *     sharing</a>
 */
final class StartCache {
    private final Path archive;
    private final AtomicBoolean training = new AtomicBoolean();

    private StartCache(Path archive) {
        this.archive = archive;
    }

    /** The cache of a class path of jars, in a folder of caches. */
    static StartCache of(List<Path> classPath, Path java, Path folder) {
        var key = new StringBuilder(javaVersion(java));
        classPath.forEach(jar -> key.append('\n').append(describe(jar)));
        var digest = new CRC32();
        digest.update(key.toString().getBytes(StandardCharsets.UTF_8));
        String name = HexFormat.of().toHexDigits((int) digest.getValue());
        return new StartCache(folder.resolve("start-" + name + ".jsa"));
    }

    boolean isReady() {
        return Files.exists(archive);
    }

    /** Whether the caller must write the archive. It then has to keep or abandon the result. */
    boolean claimTraining() {
        return !isReady() && training.compareAndSet(false, true);
    }

    /** The archive that JVMs read. */
    Path archive() {
        return archive;
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

    private static String describe(Path jar) {
        try {
            return jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
        } catch (IOException e) {
            throw new UncheckedIOException("A jar of the class path is missing", e);
        }
    }
}
