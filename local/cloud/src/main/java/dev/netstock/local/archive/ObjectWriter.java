package dev.netstock.local.archive;

/** Writes objects into buckets. Thread-safe. */
@FunctionalInterface
public interface ObjectWriter {
    /** Writes one object, or throws. */
    void put(String bucket, String key, byte[] content);
}
