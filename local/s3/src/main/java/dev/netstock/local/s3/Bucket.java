package dev.netstock.local.s3;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

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

    /** Stores the object if the condition holds for what is there. */
    synchronized boolean putIf(Predicate<Optional<StoredObject>> condition, StoredObject object) {
        if (!condition.test(find(object.key()))) {
            return false;
        }
        files.ifPresent(it -> it.write(name, object));
        objects.put(object.key(), object);
        return true;
    }

    synchronized void delete(String key) {
        if (objects.remove(key) != null) {
            files.ifPresent(it -> it.delete(name, key));
        }
    }

    synchronized boolean isEmpty() {
        return objects.isEmpty();
    }

    /** The objects from this key on, in the order of listings. */
    synchronized List<StoredObject> from(String key) {
        return List.copyOf(objects.tailMap(key, true).values());
    }
}
