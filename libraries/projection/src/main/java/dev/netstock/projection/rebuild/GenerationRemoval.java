package dev.netstock.projection.rebuild;

import dev.netstock.platform.aws.BatchDeletes;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Deletes the rows of a generation. Thread-safe.
 *
 * @param rows the projection's rows
 * @param retries retries requests
 */
record GenerationRemoval(DynamoGenerationRows rows, Retries retries) {
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /**
     * The result of one call.
     *
     * @param rows the number of deleted rows
     * @param next where the next call continues; empty if no rows are left
     */
    record Retired(long rows, Optional<RowKey> next) {}

    /** Deletes page by page, at least one page, until the call's deadline. */
    Retired retire(int generation, RowKey from, Call call) {
        long deleted = 0;
        Optional<RowKey> at = Optional.of(from);
        do {
            RowKey after = at.orElseThrow();
            DynamoGenerationRows.Page page =
                    retries.run(Operation.READ, () -> rows.page(generation, after), call);
            for (List<RowKey> batch : Batches.of(page.rows(), BatchDeletes.ROWS_MAX)) {
                retries.runBatch(Operation.IDEMPOTENT_WRITE, batch, rows::delete, call);
            }
            deleted += page.rows().size();
            at = page.last();
        } while (at.isPresent() && call.deadline().leaves(MARGIN));
        return new Retired(deleted, at);
    }
}
