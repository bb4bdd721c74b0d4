package dev.netstock.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A function's unpacked zip. Equal contents are unpacked once.
 *
 * @param digest digest of the contents
 * @param root the folder that is {@code LAMBDA_TASK_ROOT}
 */
record DeploymentPackage(String digest, Path root) {
    private static final int DIGEST_CHARACTERS = 32;
    private static final Duration KEPT_UNUSED = Duration.ofDays(1);

    static DeploymentPackage unpack(Path zip, Path folder) {
        try {
            String digest = digestOf(zip);
            Path root = folder.resolve(digest);
            if (!Files.isDirectory(root)) {
                unpackInto(zip, root);
            }
            return new DeploymentPackage(digest, root);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the deployment package: " + zip, e);
        }
    }

    /** Marks it as used, so that {@link #prune} keeps it. */
    void touch() {
        try {
            Files.setLastModifiedTime(root, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException("An unpacked package is missing", e);
        }
    }

    /**
     * Removes packages that have not been used for a day, except one folder. Each build of a
     * function creates another package and another start cache.
     */
    static void prune(Path folder, Path kept) {
        FileTime limit = FileTime.from(Instant.now().minus(KEPT_UNUSED));
        for (Path entry : sortedEntries(folder)) {
            try {
                boolean old = Files.getLastModifiedTime(entry).compareTo(limit) < 0;
                if (old && !entry.equals(kept)) {
                    delete(entry);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot remove an old package", e);
            }
        }
    }

    private static void delete(Path entry) throws IOException {
        try (Stream<Path> tree = Files.walk(entry)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** The jars in {@code lib/}, in Lambda's class path order. */
    List<Path> jars() {
        return sortedEntries(root.resolve("lib")).stream()
                .filter(path -> path.toString().endsWith(".jar"))
                .toList();
    }

    /** Whether it contains only {@code lib/}, as this project's packages do. */
    boolean isOnlyJars() {
        return sortedEntries(root).equals(List.of(root.resolve("lib")));
    }

    private static List<Path> sortedEntries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read an unpacked package", e);
        }
    }

    private static String digestOf(Path zip) throws IOException {
        MessageDigest sha256 = sha256();
        try (var input = new DigestInputStream(Files.newInputStream(zip), sha256)) {
            input.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha256.digest()).substring(0, DIGEST_CHARACTERS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /**
     * Unpacks to a temporary folder and then renames it, so that a partial package is never used.
     */
    private static void unpackInto(Path zip, Path root) throws IOException {
        Path part = root.resolveSibling(root.getFileName() + "." + UUID.randomUUID());
        Files.createDirectories(part);
        try (var input = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = input.getNextEntry();
                    entry != null;
                    entry = input.getNextEntry()) {
                unpackEntry(input, entry, part);
            }
        }
        try {
            Files.move(part, root, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process has unpacked the same contents.
        }
    }

    private static void unpackEntry(InputStream input, ZipEntry entry, Path folder)
            throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("An entry is outside the package: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        Files.copy(input, target);
        // The JVM rejects a class-data-sharing archive if a jar's modification time has changed.
        Files.setLastModifiedTime(target, FileTime.fromMillis(entry.getTime()));
    }
}
