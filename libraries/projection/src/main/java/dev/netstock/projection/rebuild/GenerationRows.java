package dev.netstock.projection.rebuild;

import dev.netstock.platform.call.BatchAnswer;

import java.util.List;
import java.util.Optional;

/** The rows of a projection's generations. Thread-safe; each method is one request. */
public interface GenerationRows {
    /** The most rows of one {@link #delete}: the limit of BatchWriteItem. */
    int BATCH_MAX = 25;

    /** Looks for rows of a generation behind {@code after}. */
    Page page(int generation, RowKey after);

    BatchAnswer<RowKey, RowKey> delete(List<RowKey> rows);

    /**
     * Some rows of a generation.
     *
     * @param last up to where the table was searched; empty if it was to its end
     */
    record Page(List<RowKey> rows, Optional<RowKey> last) {
        public Page {
            rows = List.copyOf(rows);
        }
    }
}
