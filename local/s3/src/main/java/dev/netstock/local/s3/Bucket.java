package dev.netstock.local.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * The objects of one bucket, with their versions if versioning is enabled. Reads see every
 * acknowledged write. Thread-safe.
 */
final class Bucket {
    private final String name;
    private final Optional<ObjectFiles> files;

    /** The versions of each key, at least one, the newest last. */
    private final NavigableMap<String, List<ObjectVersion>> objects =
            new TreeMap<>(StoredObject.KEY_ORDER);

    private boolean isVersioned;
    private long sequence;

    Bucket(String name, Optional<ObjectFiles> files) {
        this.name = name;
        this.files = files;
        files.ifPresent(this::read);
    }

    private void read(ObjectFiles kept) {
        isVersioned = kept.isVersioned(name);
        kept.read(name).stream()
                .sorted(Comparator.comparingLong(ObjectVersion::sequence))
                .forEach(this::add);
    }

    String name() {
        return name;
    }

    synchronized boolean isVersioned() {
        return isVersioned;
    }

    /** Enables versioning. */
    synchronized void enableVersioning() {
        files.ifPresent(it -> it.enableVersioning(name));
        isVersioned = true;
    }

    /** The object, unless it was deleted. */
    synchronized Optional<StoredObject> find(String key) {
        return newest(key).filter(it -> !it.isDeleteMarker()).map(ObjectVersion::object);
    }

    /** The current version of a key, which may be a delete marker. */
    synchronized Optional<ObjectVersion> newest(String key) {
        return Optional.ofNullable(objects.get(key)).map(List::getLast);
    }

    synchronized Optional<ObjectVersion> find(String key, String versionId) {
        return objects.getOrDefault(key, List.of()).stream()
                .filter(it -> it.id().equals(versionId))
                .findFirst();
    }

    /** The result of a write or a delete. */
    sealed interface Outcome {
        /**
         * Success.
         *
         * @param version the written version; empty if an object was deleted without a marker
         */
        record Done(Optional<ObjectVersion> version) implements Outcome {}

        /** A condition failed. */
        record Refused(S3Response why) implements Outcome {}
    }

    /**
     * Stores the object, unless the check rejects it.
     *
     * @param refusal checks whether the current object may be replaced
     */
    synchronized Outcome put(
            Function<Optional<StoredObject>, Optional<S3Response>> refusal, StoredObject object) {
        return refusal.apply(find(object.key()))
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Done(Optional.of(write(object, false))));
    }

    /**
     * Deletes an object, unless the condition fails. In a bucket with versioning it adds a delete
     * marker.
     *
     * @param match the entity tag it must have, or {@code *}
     */
    synchronized Outcome delete(String key, Optional<String> match, Instant now) {
        Optional<S3Response> refused = Conditions.ofDelete(match, key, find(key));
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        if (isVersioned) {
            var marker = new StoredObject(key, Bytes.of(), "", now, Map.of(), Map.of());
            return new Outcome.Done(Optional.of(write(marker, true)));
        }
        delete(key, ObjectVersion.NULL);
        return new Outcome.Done(Optional.empty());
    }

    /** Permanently deletes a version and returns it. */
    synchronized Optional<ObjectVersion> delete(String key, String versionId) {
        Optional<ObjectVersion> found = find(key, versionId);
        found.ifPresent(
                version -> {
                    files.ifPresent(it -> it.delete(name, version));
                    forget(version);
                });
        return found;
    }

    /** Whether it contains no versions. */
    synchronized boolean isEmpty() {
        return objects.isEmpty();
    }

    /** The objects from this key on, in the order of listings. */
    synchronized List<StoredObject> from(String key) {
        return objects.tailMap(key, true).values().stream()
                .map(List::getLast)
                .filter(it -> !it.isDeleteMarker())
                .map(ObjectVersion::object)
                .toList();
    }

    /** All versions from this key on, in the order of listings; of a key the newest first. */
    synchronized List<ObjectVersion> versionsFrom(String key) {
        return objects.tailMap(key, true).values().stream()
                .flatMap(versions -> versions.reversed().stream())
                .toList();
    }

    private ObjectVersion write(StoredObject object, boolean isDeleteMarker) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, object.lastModified());
        var version =
                new ObjectVersion(
                        isVersioned ? newId() : ObjectVersion.NULL,
                        Math.max(sequence + 1, micros),
                        isDeleteMarker,
                        object);
        files.ifPresent(it -> it.write(name, version));
        add(version);
        return version;
    }

    private void add(ObjectVersion version) {
        forget(version);
        List<ObjectVersion> all = new ArrayList<>(objects.getOrDefault(version.key(), List.of()));
        all.add(version);
        objects.put(version.key(), List.copyOf(all));
        sequence = Math.max(sequence, version.sequence());
    }

    private void forget(ObjectVersion version) {
        List<ObjectVersion> left =
                objects.getOrDefault(version.key(), List.of()).stream()
                        .filter(it -> !it.id().equals(version.id()))
                        .toList();
        if (left.isEmpty()) {
            objects.remove(version.key());
        } else {
            objects.put(version.key(), left);
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
