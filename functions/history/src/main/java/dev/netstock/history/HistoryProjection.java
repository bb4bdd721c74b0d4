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
 * @param recording writes events into the history
 */
record HistoryProjection(HistoryRecorder recording) implements Projection {
    /** As the table {@code Projections} knows it. */
    static final String NAME = "history";

    @Override
    public Map<String, Long> apply(int generation, List<StockEvent> events, Call call) {
        recording.record(generation, events, call);
        return Map.of();
    }
}
