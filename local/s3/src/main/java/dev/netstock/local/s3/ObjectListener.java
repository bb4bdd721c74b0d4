package dev.netstock.local.s3;

import java.util.Optional;

/** Receives written objects. Called after the write, before the response. */
@FunctionalInterface
public interface ObjectListener {
    /** Ignores all objects. */
    ObjectListener NONE = _ -> {};

    /** Called for a written object. */
    void created(ObjectCreated created);

    /**
     * A written object.
     *
     * @param etag entity tag in quotes
     * @param versionId empty if the bucket has no versions
     * @param sequence increases with each write to the bucket
     * @param by the request that wrote it, by its name in events: {@code Put} or {@code Copy}
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
