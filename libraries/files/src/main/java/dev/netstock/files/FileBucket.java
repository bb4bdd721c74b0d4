package dev.netstock.files;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** The bucket of the core system's files. Implementations are thread-safe. */
public interface FileBucket {
    /**
     * An open object.
     *
     * @param bytes the caller closes them
     * @param version the version of the object
     * @param lastModified when it was stored, in seconds
     */
    record Opened(InputStream bytes, Version version, Instant lastModified) {}

    /**
     * A version of an object.
     *
     * @param id {@value #UNVERSIONED} in a bucket without versions
     * @param etag of its contents
     */
    record Version(String id, String etag) {
        public static final String UNVERSIONED = "null";
    }

    /**
     * Opens an object.
     *
     * @param versionId the version; empty for the current one
     * @return empty if there is no object, or it was deleted before its import
     */
    Optional<Opened> open(String key, Optional<String> versionId);

    /** Moves this version of an object only; does nothing if it no longer exists. */
    void move(String from, Version version, String to);

    /** Stores a JSON document. */
    void put(String key, String json);
}
