package dev.netstock.sales.figures;

import static java.util.Comparator.comparing;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.projection.Projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts events, each once: the transaction that adds to stores the counters also writes a marker
 * of the event. Thread-safe.
 *
 * @param table stores the counters
 * @param lanes the lane of this environment
 * @param retries retries requests
 */
public record SalesRecorder(DynamoSalesTable table, Lanes lanes, Retries retries)
        implements Projection {
    /** The key in the table {@code Projections}. */
    public static final String NAME = "sales";

    @Override
    public Map<String, Long> apply(int generation, List<StockEvent> events, Call call) {
        List<SalePart> parts =
                distinct(events).stream().flatMap(event -> SalePart.of(event).stream()).toList();
        long duplicates = 0;
        for (SaleBatch batch : SaleBatch.of(parts)) {
            duplicates += count(generation, batch, call);
        }
        return Map.of("Duplicates", duplicates);
    }

    /** Counts the parts of a batch that were not counted before, and returns how many were. */
    private long count(int generation, SaleBatch batch, Call call) {
        SaleBatch uncounted = batch;
        while (!uncounted.isEmpty()) {
            SaleBatch tried = uncounted;
            Set<SalePart> counted =
                    retries.run(Operation.IDEMPOTENT_WRITE, () -> add(generation, tried), call);
            if (counted.isEmpty()) {
                break;
            }
            uncounted = uncounted.without(counted);
        }
        return batch.parts().size() - (long) uncounted.parts().size();
    }

    private Set<SalePart> add(int generation, SaleBatch batch) {
        try {
            return table.add(generation, lanes.current(), batch);
        } catch (CallFailure failure) {
            if (failure.kind() == CallFailure.Kind.CONFLICT) {
                lanes.change();
            }
            throw failure;
        }
    }

    /**
     * The distinct events in the order of their time: events of the same minute share counters, and
     * so a transaction.
     */
    private static List<StockEvent> distinct(List<StockEvent> events) {
        Map<String, StockEvent> byId = new HashMap<>();
        events.forEach(event -> byId.putIfAbsent(event.id(), event));
        return byId.values().stream()
                .sorted(comparing(StockEvent::time).thenComparing(StockEvent::id))
                .toList();
    }
}
