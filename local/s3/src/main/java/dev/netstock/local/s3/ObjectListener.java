package dev.netstock.local.s3;

import java.util.Optional;

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
     * @param versionId empty if the bucket has no versions
     * @param sequence grows with each write to the bucket
     * @param by the request that wrote it, as events name it: {@code Put} or {@code Copy}
     */
    record ObjectCreated(
            String bucket,
            String key,
            long sizeBytes,
            String etag,
            Optional<String> versionId,
            long sequence,
            String by) {
        static ObjectCreated of(Bucket bucket, ObjectVersion written, String by) {
            return new ObjectCreated(
                    bucket.name(),
                    written.key(),
                    written.object().content().size(),
                    written.object().etag(),
                    bucket.isVersioned() ? Optional.of(written.id()) : Optional.empty(),
                    written.sequence(),
                    by);
        }
    }
}
