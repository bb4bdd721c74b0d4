package dev.netstock.local.template;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of an assembly, by the S3 keys of an AWS deployment. */
public final class Assets {
    private final Map<String, Path> files = new HashMap<>();

    void add(String objectKey, Path file) {
        files.put(objectKey, file);
    }

    /** The file, or the folder that an AWS deployment would zip. */
    public Optional<Path> find(String objectKey) {
        return Optional.ofNullable(files.get(objectKey));
    }
}
