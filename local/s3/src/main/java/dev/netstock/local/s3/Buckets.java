package dev.netstock.local.s3;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All buckets. Thread-safe. */
final class Buckets {
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Optional<ObjectFiles> files;
    private final InstantSource clock;

    private Buckets(Optional<ObjectFiles> files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /** Loads the buckets of the data folder. */
    static Buckets open(Optional<ObjectFiles> files, InstantSource clock) {
        var buckets = new Buckets(files, clock);
        files.ifPresent(it -> it.buckets().forEach(buckets::create));
        return buckets;
    }

    Instant now() {
        return clock.instant();
    }

    Optional<Bucket> find(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    /** The names, sorted. */
    List<String> names() {
        return buckets.keySet().stream().sorted().toList();
    }

    /** Creates a bucket; returns false if it exists. */
    boolean create(String name) {
        files.ifPresent(it -> it.createBucket(name));
        return buckets.putIfAbsent(name, new Bucket(name, files)) == null;
    }

    void delete(String name) {
        buckets.remove(name);
        files.ifPresent(it -> it.deleteBucket(name));
    }
}
