package dev.netstock.projection.rebuild;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.projection.Projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A small projection in memory: the IDs of all events, by generation. */
final class InMemoryProjection implements Projection {
    private final Map<Integer, Set<String>> ids = new HashMap<>();
    private int applied;

    @Override
    public Map<String, Long> apply(int generation, List<StockEvent> events, Call call) {
        applied++;
        events.forEach(event -> of(generation).add(event.id()));
        return Map.of();
    }

    Set<String> of(int generation) {
        return ids.computeIfAbsent(generation, _ -> new TreeSet<>());
    }

    /** The number of writes. */
    int applied() {
        return applied;
    }
}
