package dev.netstock.projection.rebuild;

import dev.netstock.events.StockEvent;

import java.util.List;
import java.util.Optional;

/**
 * Some of what happened.
 *
 * @param events in no order
 * @param next where the next page begins; empty behind the last one
 */
record PastPage(List<StockEvent> events, Optional<ReplayCursor> next) {
    PastPage {
        events = List.copyOf(events);
    }
}
