package dev.netstock.sales;

import dev.netstock.events.EventData;
import dev.netstock.events.EventLine;
import dev.netstock.events.StockEvent;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Short constructors for events, all in the same minute. */
final class Events {
    static final Instant MINUTE = Instant.parse("2026-11-21T02:03:00Z");
    static final Instant AT = Instant.parse("2026-11-21T02:03:04.567Z");

    private Events() {}

    /** A line of a reservation. */
    static EventLine line(String sku, String location, long units) {
        return new EventLine(sku, location, 0, -units);
    }

    static StockEvent reserved(String order, String channel, EventLine... lines) {
        return of(order + "#0001", new EventData.Reserved(order, 1, channel, AT, List.of(lines)));
    }

    static StockEvent confirmed(String order, String channel, EventLine... lines) {
        return of(order + "#0002", new EventData.Confirmed(order, 2, channel, List.of(lines)));
    }

    static StockEvent released(String order, String channel, EventLine... lines) {
        return of(order + "#0002", new EventData.Released(order, 2, channel, back(lines)));
    }

    static StockEvent expired(String order, String channel, EventLine... lines) {
        return of(order + "#0002", new EventData.Expired(order, 2, channel, back(lines)));
    }

    static StockEvent cancelled(String order, String channel, EventLine... lines) {
        return of(order + "#0003", new EventData.Cancelled(order, 3, channel, "c", back(lines)));
    }

    static StockEvent of(String id, EventData data) {
        return new StockEvent("order#" + id, AT, Optional.empty(), Optional.empty(), data);
    }

    private static List<EventLine> back(EventLine... lines) {
        return Arrays.stream(lines)
                .map(it -> new EventLine(it.sku(), it.location(), it.shard(), -it.units()))
                .toList();
    }
}
