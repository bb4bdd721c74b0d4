package dev.netstock.imports;

import java.io.InputStream;
import java.util.Optional;

/** The bucket of the core system's files. Implementations are thread-safe. */
interface FileBucket {
    /**
     * An object that is being read.
     *
     * @param bytes to be closed by the caller
     * @param version by which one knows whether it was replaced since
     */
    record Opened(InputStream bytes, String version) {}

    /** Opens an object; empty if there is none. */
    Optional<Opened> open(String key);

    /** Moves an object; nothing happens if it is gone, or was replaced by another version. */
    void move(String from, String version, String to);

    /** Puts a JSON document. */
    void put(String key, String json);
}
