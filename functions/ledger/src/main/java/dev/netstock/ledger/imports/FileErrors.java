package dev.netstock.ledger.imports;

import java.util.ArrayList;
import java.util.List;

/** Collects the errors of a file, up to a limit. Not thread-safe. */
final class FileErrors {
    /** Enough to correct a file in one pass, and few enough to read. */
    static final int ERRORS_MAX = 100;

    private final List<FileError> errors = new ArrayList<>();

    void add(FileError error) {
        if (!isFull()) {
            errors.add(error);
        }
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Whether further errors would be dropped. */
    boolean isFull() {
        return errors.size() >= ERRORS_MAX;
    }

    List<FileError> list() {
        return List.copyOf(errors);
    }
}
