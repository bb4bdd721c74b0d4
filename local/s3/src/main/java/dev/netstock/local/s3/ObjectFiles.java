package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Objects on disk: a folder for each bucket with a file for each object. The digest of the key is
 * the file name, since a key may be too long for a file name or be the folder of another key.
 * Versions append their sequence and id. Calls for one object must not overlap.
 */
record ObjectFiles(Path folder) {
    private static final String DRAFT = ".draft";
    private static final int HEX = 16;
    private static final String VERSIONING = "versioning";
    private static final String DELETE_MARKER = "deleted";
    private static final Pattern NAME =
            Pattern.compile(
                    "[0-9a-f]{64}(?:-([0-9a-f]{16})-([0-9a-f]+)(-" + DELETE_MARKER + ")?)?");

    List<String> buckets() {
        return Files.isDirectory(folder)
                ? list(folder).stream().map(it -> it.getFileName().toString()).toList()
                : List.of();
    }

    void createBucket(String bucket) {
        try {
            Files.createDirectories(folder.resolve(bucket));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a bucket's folder", e);
        }
    }

    void deleteBucket(String bucket) {
        list(folder.resolve(bucket)).forEach(ObjectFiles::remove);
        remove(folder.resolve(bucket));
    }

    boolean isVersioned(String bucket) {
        return Files.exists(folder.resolve(bucket).resolve(VERSIONING));
    }

    void enableVersioning(String bucket) {
        try {
            Files.write(folder.resolve(bucket).resolve(VERSIONING), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot store a bucket's versioning", e);
        }
    }

    List<ObjectVersion> read(String bucket) {
        return list(folder.resolve(bucket)).stream()
                .flatMap(path -> version(path).stream())
                .toList();
    }

    void write(String bucket, ObjectVersion version) {
        Path path = path(bucket, version);
        Path draft = path.resolveSibling(path.getFileName() + DRAFT);
        try {
            try (var out = new DataOutputStream(Files.newOutputStream(draft))) {
                write(version.object(), out);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write an object", e);
        }
    }

    void delete(String bucket, ObjectVersion version) {
        remove(path(bucket, version));
    }

    private Path path(String bucket, ObjectVersion version) {
        byte[] digest = Digests.sha256(version.key().getBytes(UTF_8));
        String name = HexFormat.of().formatHex(digest);
        if (!version.id().equals(ObjectVersion.NULL)) {
            name += "-%016x-%s".formatted(version.sequence(), version.id());
        }
        return folder.resolve(bucket)
                .resolve(version.isDeleteMarker() ? name + "-" + DELETE_MARKER : name);
    }

    /** Parses a file; empty if it is not an object. */
    private static Optional<ObjectVersion> version(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        StoredObject object = read(path);
        return Optional.of(
                name.group(1) == null
                        ? new ObjectVersion(
                                ObjectVersion.NULL,
                                TimeUnit.MILLISECONDS.toMicros(
                                        object.lastModified().toEpochMilli()),
                                false,
                                object)
                        : new ObjectVersion(
                                name.group(2),
                                Long.parseLong(name.group(1), HEX),
                                name.group(3) != null,
                                object));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a folder of objects", e);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove an object", e);
        }
    }

    private static void write(StoredObject object, DataOutputStream out) throws IOException {
        out.writeUTF(object.key());
        out.writeUTF(object.etag());
        out.writeLong(object.lastModified().toEpochMilli());
        writeMap(object.headers(), out);
        writeMap(object.checksums(), out);
        out.write(object.content().array());
    }

    private static StoredObject read(Path path) {
        try (var in = new DataInputStream(Files.newInputStream(path))) {
            String key = in.readUTF();
            String etag = in.readUTF();
            Instant lastModified = Instant.ofEpochMilli(in.readLong());
            Map<String, String> headers = readMap(in);
            Map<String, String> checksums = readMap(in);
            return new StoredObject(
                    key, Bytes.of(in.readAllBytes()), etag, lastModified, headers, checksums);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read an object", e);
        }
    }

    private static void writeMap(Map<String, String> map, DataOutputStream out) throws IOException {
        out.writeInt(map.size());
        for (var entry : map.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
    }

    private static Map<String, String> readMap(DataInputStream in) throws IOException {
        Map<String, String> map = new TreeMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            map.put(in.readUTF(), in.readUTF());
        }
        return map;
    }
}
