package dev.netstock.files;

import java.util.ArrayList;
import java.util.List;

/** Collects the errors of a file, up to a limit. Not thread-safe. */
public final class FileErrors {
    /** Enough to correct a file in one pass, and few enough to read. */
    public static final int ERRORS_MAX = 100;

    private final List<FileError> errors = new ArrayList<>();

    public void add(FileError error) {
        if (!isFull()) {
            errors.add(error);
        }
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Whether further errors would be dropped. */
    public boolean isFull() {
        return errors.size() >= ERRORS_MAX;
    }

    public List<FileError> list() {
        return List.copyOf(errors);
    }
}
