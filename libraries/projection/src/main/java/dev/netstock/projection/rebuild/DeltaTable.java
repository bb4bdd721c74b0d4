package dev.netstock.projection.rebuild;

import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.util.List;
import java.util.Optional;

/** All deltas that the table holds, in parts. Thread-safe. */
public interface DeltaTable {
    /**
     * A page of a part, strongly consistent, in no order; one request.
     *
     * @param segment the part, from 0
     * @param segments how many parts there are
     * @param after where the page before ended
     */
    Page page(int segment, int segments, Optional<DeltaKey> after);

    /**
     * A page.
     *
     * @param last where the next page begins; empty behind the last one
     */
    record Page(List<Delta> deltas, Optional<DeltaKey> last) {
        public Page {
            deltas = List.copyOf(deltas);
        }
    }
}
