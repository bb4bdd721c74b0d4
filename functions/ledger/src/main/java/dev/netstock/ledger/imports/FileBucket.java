package dev.netstock.ledger.imports;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** The bucket of the core system's files. Implementations are thread-safe. */
interface FileBucket {
    /**
     * An object that is being read.
     *
     * @param bytes to be closed by the caller
     * @param version which version of the object it is
     * @param lastModified when it was put there, in seconds
     */
    record Opened(InputStream bytes, Version version, Instant lastModified) {}

    /**
     * A version of an object.
     *
     * @param id {@value #UNVERSIONED} in a bucket without versions
     * @param etag of its contents
     */
    record Version(String id, String etag) {
        static final String UNVERSIONED = "null";
    }

    /**
     * Opens an object; empty if there is none, or it was deleted before it was taken.
     *
     * @param versionId which version; empty: the current one
     */
    Optional<Opened> open(String key, Optional<String> versionId);

    /** Moves a version of an object, and no other; nothing happens if it is gone. */
    void move(String from, Version version, String to);

    /** Puts a JSON document. */
    void put(String key, String json);
}
