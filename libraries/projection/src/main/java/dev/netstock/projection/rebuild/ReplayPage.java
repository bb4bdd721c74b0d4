package dev.netstock.projection.rebuild;

import dev.netstock.events.StockEvent;

import java.util.List;
import java.util.Optional;

/**
 * A page of past events.
 *
 * @param events in no particular order
 * @param next where the next page begins; empty after the last page
 */
record ReplayPage(List<StockEvent> events, Optional<ReplayCursor> next) {
    ReplayPage {
        events = List.copyOf(events);
    }
}
