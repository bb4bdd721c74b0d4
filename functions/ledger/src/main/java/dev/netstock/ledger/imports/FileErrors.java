package dev.netstock.ledger.imports;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file, up to a hundred faults. Not thread-safe. */
final class FileErrors {
    /** Whoever mends a file needs to see more than one; nobody reads more than these. */
    static final int ERRORS_MAX = 100;

    private final List<FileError> told = new ArrayList<>();

    void add(FileError fault) {
        if (!isFull()) {
            told.add(fault);
        }
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    /** Whether further ones would not be told. */
    boolean isFull() {
        return told.size() >= ERRORS_MAX;
    }

    List<FileError> told() {
        return List.copyOf(told);
    }
}
