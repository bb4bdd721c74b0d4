package dev.netstock.ledger.imports;

import java.util.List;

/** What became of a file. */
sealed interface ImportResult {
    /**
     * All of it is in the ledger.
     *
     * @param rowsRead how many rows it has
     * @param rowsNew how many of them changed something
     * @param contradictions how many of them have the name of a movement that counts, and other
     *     contents: they do not count, and are kept
     */
    record Taken(long rowsRead, long rowsNew, long contradictions) implements ImportResult {}

    /** The same upload was taken before: nothing changed. */
    record Known() implements ImportResult {}

    /**
     * Something is wrong with it: nothing changed.
     *
     * @param rowsRead how many rows were looked at
     * @param faults what is wrong, at least one thing, a hundred at most
     */
    record Refused(long rowsRead, List<FileError> faults) implements ImportResult {
        public Refused {
            faults = List.copyOf(faults);
        }

        static Refused because(FileError fault) {
            return new Refused(0, List.of(fault));
        }
    }

    /** There is no such file any more: it was handled before. */
    record Gone() implements ImportResult {}
}
