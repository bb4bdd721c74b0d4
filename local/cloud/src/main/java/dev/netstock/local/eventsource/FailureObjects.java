package dev.netstock.local.eventsource;

/** Stores objects in buckets, for batches that were given up. Thread-safe. */
@FunctionalInterface
public interface FailureObjects {
    /** Writes an object whole, or throws. */
    void put(String bucket, String key, byte[] content);
}
