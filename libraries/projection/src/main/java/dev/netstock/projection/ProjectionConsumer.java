package dev.netstock.projection;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The consumer of a projection: writes the events of a batch into the generation that serves and
 * into the one that is being built. Thread-safe.
 */
public final class ProjectionConsumer implements QueueWork<ReceivedEvent> {
    private final GenerationReader generations;
    private final Projection projection;

    public ProjectionConsumer(GenerationReader generations, Projection projection) {
        this.generations = generations;
        this.projection = projection;
    }

    /** Reads a message; empty if it is no event, and has to be put aside. */
    public static Optional<ReceivedEvent> read(String body) {
        ReceivedEvent received = EventJson.read(body);
        return received instanceof ReceivedEvent.Invalid ? Optional.empty() : Optional.of(received);
    }

    @Override
    public BatchResult handle(List<Message<ReceivedEvent>> messages, Call call) {
        List<StockEvent> events =
                messages.stream().flatMap(message -> message.body().known().stream()).toList();
        return events.isEmpty() ? BatchResult.all(Map.of()) : write(events, call);
    }

    /** What comes of the serving generation is told; the other one is the rebuild's. */
    private BatchResult write(List<StockEvent> events, Call call) {
        Generations now = generations.current(call);
        Map<String, Long> counts = new HashMap<>();
        counts.put("Events", (long) events.size());
        for (int generation : now.written()) {
            Map<String, Long> told = projection.apply(generation, events, call);
            if (generation == now.serving()) {
                counts.putAll(told);
            }
        }
        return BatchResult.all(counts);
    }
}
