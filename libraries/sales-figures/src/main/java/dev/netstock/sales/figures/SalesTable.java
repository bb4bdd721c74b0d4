package dev.netstock.sales.figures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table of sales: each method is one request, tried once. Thread-safe. */
public interface SalesTable {
    /** The most actions of a transaction in DynamoDB. */
    int ACTIONS_MAX = 100;

    /**
     * Counts a batch, all of it or nothing.
     *
     * @param lane in which lane of each cell
     * @return the parts that were counted before; nothing is counted unless there are none
     */
    Set<SalePart> add(int generation, int lane, SaleBatch batch);

    /**
     * A page of the cells of a series, in their order; a cell shows once for each lane.
     *
     * @param from the first minute
     * @param to the first minute behind
     * @param after where the page before ended
     */
    Page page(int generation, Series series, Instant from, Instant to, Optional<String> after);

    /** A cell's lane. */
    record Row(Cell cell, Amounts amounts) {}

    /**
     * A page.
     *
     * @param last where the next page begins; empty on the last one
     */
    record Page(List<Row> rows, Optional<String> last) {
        public Page {
            rows = List.copyOf(rows);
        }
    }
}
