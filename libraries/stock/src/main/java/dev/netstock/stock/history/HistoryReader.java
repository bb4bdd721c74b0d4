package dev.netstock.stock.history;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.Optional;

/** Reads the history of a SKU. Thread-safe. */
public final class HistoryReader {
    /** The longest page. */
    public static final int LIMIT_MAX = 100;

    private final HistoryTable table;
    private final ServingGeneration serving;
    private final Retries retries;

    public HistoryReader(HistoryTable table, ServingGeneration serving, Retries retries) {
        this.table = table;
        this.serving = serving;
        this.retries = retries;
    }

    /**
     * A page, newest first; no entries if the SKU has no history.
     *
     * @param location only changes at this location
     * @param limit 1–{@value #LIMIT_MAX} entries
     * @param cursor where the page starts; at the newest entry if empty
     * @throws RetryLaterException if the table did not answer within the call's deadline
     */
    public HistoryPage page(
            Sku sku,
            Optional<Location> location,
            int limit,
            Optional<HistoryCursor> cursor,
            Call call) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("A page has 1-100 entries");
        }
        int generation = serving.number(call);
        return retries.run(
                Operation.READ, () -> table.page(generation, sku, location, limit, cursor), call);
    }
}
