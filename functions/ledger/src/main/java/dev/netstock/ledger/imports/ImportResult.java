package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.files.FileErrors;

import java.util.List;

/** The result of an import. */
sealed interface ImportResult {
    /**
     * The whole file is in the ledger.
     *
     * @param rowsRead how many rows it has
     * @param rowsNew how many of them changed something
     * @param contradictions how many of them repeat the name of a counted movement with other
     *     contents: they do not count, and are kept
     */
    record Taken(long rowsRead, long rowsNew, long contradictions) implements ImportResult {}

    /** The same upload was imported before; nothing changed. */
    record Known() implements ImportResult {}

    /**
     * The file has errors; nothing changed.
     *
     * @param rowsRead how many rows were read
     * @param errors at least one, up to {@link FileErrors#ERRORS_MAX}
     */
    record Refused(long rowsRead, List<FileError> errors) implements ImportResult {
        public Refused {
            errors = List.copyOf(errors);
        }

        static Refused because(FileError error) {
            return new Refused(0, List.of(error));
        }
    }

    /** The file is no longer in the inbox; it was handled before. */
    record Gone() implements ImportResult {}
}
