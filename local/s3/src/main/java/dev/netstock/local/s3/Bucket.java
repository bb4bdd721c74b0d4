package dev.netstock.local.s3;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The objects of one bucket. Reads see every write that was answered before. Thread-safe. */
final class Bucket {
    private final String name;
    private final Optional<ObjectFiles> files;
    private final NavigableMap<String, StoredObject> objects =
            new TreeMap<>(StoredObject.KEY_ORDER);

    Bucket(String name, Optional<ObjectFiles> files) {
        this.name = name;
        this.files = files;
        files.ifPresent(it -> it.read(name).forEach(found -> objects.put(found.key(), found)));
    }

    String name() {
        return name;
    }

    synchronized Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    /**
     * Stores the object, unless that is refused.
     *
     * @param refusal of replacing what is there
     * @return the refusal; empty if the object is stored
     */
    synchronized Optional<S3Answer> put(
            Function<Optional<StoredObject>, Optional<S3Answer>> refusal, StoredObject object) {
        Optional<S3Answer> refused = refusal.apply(find(object.key()));
        if (refused.isEmpty()) {
            files.ifPresent(it -> it.write(name, object));
            objects.put(object.key(), object);
        }
        return refused;
    }

    /**
     * Deletes the object if it is there, unless that is refused.
     *
     * @param match the entity tag it must have, or {@code *}
     * @return the refusal; empty if there is no such object now
     */
    synchronized Optional<S3Answer> delete(String key, Optional<String> match) {
        Optional<S3Answer> refused = Conditions.ofDelete(match, key, find(key));
        if (refused.isEmpty() && objects.remove(key) != null) {
            files.ifPresent(it -> it.delete(name, key));
        }
        return refused;
    }

    synchronized boolean isEmpty() {
        return objects.isEmpty();
    }

    /** The objects from this key on, in the order of listings. */
    synchronized List<StoredObject> from(String key) {
        return List.copyOf(objects.tailMap(key, true).values());
    }
}
