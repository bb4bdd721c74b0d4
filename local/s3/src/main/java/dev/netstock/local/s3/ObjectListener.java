package dev.netstock.local.s3;

/** Hears of objects that were written. Called after the write, before it is answered. */
@FunctionalInterface
public interface ObjectListener {
    /** Hears nothing. */
    ObjectListener NONE = _ -> {};

    /** An object was written. */
    void created(ObjectCreated created);

    /**
     * An object that was written.
     *
     * @param etag in quotes, as S3 answers it
     * @param by the request that wrote it, as events name it: {@code Put} or {@code Copy}
     */
    record ObjectCreated(String bucket, String key, long sizeBytes, String etag, String by) {}
}
