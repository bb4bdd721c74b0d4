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
 * Counts events, each once: a marker of the event stands in the same transaction as what it adds.
 * Thread-safe.
 *
 * @param table the counters
 * @param lanes where this environment counts
 * @param retries how to repeat
 */
public record SalesRecorder(SalesTable table, Lanes lanes, Retries retries) implements Projection {
    /** As the table {@code Projections} knows it. */
    public static final String NAME = "sales";

    @Override
    public Map<String, Long> apply(int generation, List<StockEvent> events, Call call) {
        List<SalePart> parts =
                different(events).stream().flatMap(event -> SalePart.of(event).stream()).toList();
        long duplicates = 0;
        for (SaleBatch batch : SaleBatch.of(parts)) {
            duplicates += count(generation, batch, call);
        }
        return Map.of("Duplicates", duplicates);
    }

    /** Counts what of a batch was not counted before; how many parts were. */
    private long count(int generation, SaleBatch batch, Call call) {
        SaleBatch open = batch;
        while (!open.isEmpty()) {
            SaleBatch tried = open;
            Set<SalePart> counted =
                    retries.run(Operation.IDEMPOTENT_WRITE, () -> add(generation, tried), call);
            if (counted.isEmpty()) {
                break;
            }
            open = open.without(counted);
        }
        return batch.parts().size() - (long) open.parts().size();
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

    /** Each once, and by their time: those of a minute share counters, and so a transaction. */
    private static List<StockEvent> different(List<StockEvent> events) {
        Map<String, StockEvent> byId = new HashMap<>();
        events.forEach(event -> byId.putIfAbsent(event.id(), event));
        return byId.values().stream()
                .sorted(comparing(StockEvent::time).thenComparing(StockEvent::id))
                .toList();
    }
}
