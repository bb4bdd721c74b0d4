package dev.netstock.projection.testing;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.projection.rebuild.EventArchive;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** An archive in memory. Thread-safe. */
public final class InMemoryArchive implements EventArchive {
    private final NavigableMap<String, String> objects = new ConcurrentSkipListMap<>();

    /** Stores an object of events. */
    public void put(String name, List<StockEvent> events) {
        putLines(name, events.stream().map(EventJson::write).collect(Collectors.joining("\n")));
    }

    /** Stores an object of any lines. */
    public void putLines(String name, String lines) {
        objects.put(name, lines);
    }

    /** Lists two names at a time, so that there is more than one page. */
    @Override
    public List<String> names(String after) {
        return objects.tailMap(after, false).keySet().stream().limit(2).toList();
    }

    @Override
    public BufferedReader open(String name) {
        return new BufferedReader(new StringReader(Objects.requireNonNull(objects.get(name))));
    }
}
