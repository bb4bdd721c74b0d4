package dev.netstock.history;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.projection.Projection;
import dev.netstock.stock.history.HistoryRecorder;

import java.util.List;
import java.util.Map;

/**
 * The history of each SKU, as a projection.
 *
 * @param recorder writes events into the history
 */
record HistoryProjection(HistoryRecorder recorder) implements Projection {
    /** The key in the table {@code Projections}. */
    static final String NAME = "history";

    @Override
    public Map<String, Long> apply(int generation, List<StockEvent> events, Call call) {
        recorder.record(generation, events, call);
        return Map.of();
    }
}
