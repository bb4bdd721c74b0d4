package dev.netstock.ledger.reconcile;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.table.StockItem;

import java.util.List;
import java.util.Optional;

/** The tables of net stock, scanned in parallel parts. Implementations are thread-safe. */
interface StockScan {
    /** A page of items, strongly consistent. */
    Scanned<StockItem> items(int part, int parts, Optional<String> after, Call call);

    /** A page of deltas of orders, as far as they can be seen. */
    Scanned<Delta> deltas(int part, int parts, Optional<String> after, Call call);

    /**
     * A page of a table.
     *
     * @param read how many rows were read for it
     * @param next behind which to go on; empty at the end
     */
    record Scanned<T>(List<T> rows, long read, Optional<String> next) {
        public Scanned {
            rows = List.copyOf(rows);
        }
    }
}
