package dev.netstock.projection;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The consumer of a projection: writes the events of a batch, of a queue or a stream, into the
 * serving generation and into the one being built. Thread-safe.
 */
public final class ProjectionConsumer implements QueueWork<ReceivedEvent> {
    private final GenerationReader generations;
    private final Projection projection;

    public ProjectionConsumer(GenerationReader generations, Projection projection) {
        this.generations = generations;
        this.projection = projection;
    }

    @Override
    public BatchResult handle(List<Message<ReceivedEvent>> messages, Call call) {
        List<StockEvent> events =
                messages.stream().flatMap(message -> message.body().known().stream()).toList();
        return BatchResult.all(write(events, call));
    }

    /**
     * Writes events; nothing is read or written for none.
     *
     * @return the counts of the serving generation only; the other one belongs to the rebuild
     * @throws dev.netstock.platform.call.RetryLaterException if a table did not respond within the
     *     call's deadline
     */
    public Map<String, Long> write(List<StockEvent> events, Call call) {
        if (events.isEmpty()) {
            return Map.of();
        }
        Generations now = generations.current(call);
        Map<String, Long> counts = new HashMap<>();
        counts.put("Events", (long) events.size());
        for (int generation : now.written()) {
            Map<String, Long> applied = projection.apply(generation, events, call);
            if (generation == now.serving()) {
                counts.putAll(applied);
            }
        }
        return counts;
    }
}
