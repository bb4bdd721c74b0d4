package dev.netstock.events;

import java.time.Instant;
import java.util.Optional;

/**
 * An event of net-stock, in the envelope of CloudEvents 1.0. Immutable.
 *
 * @param id the same each time the event is published: consumers detect duplicates by it
 * @param time when it happened, by the clock of the function that caused it
 * @param trace the trace ID of the request; extension attribute {@code traceid}
 * @param actor who caused it: the identity of a caller, or the name of a function; extension
 *     attribute {@code actor}
 * @param data the contents, by type
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0.2</a>
 */
public record StockEvent(
        String id, Instant time, Optional<String> trace, Optional<String> actor, EventData data) {
    /** The type, for subscriptions: {@code reservation.reserved}, … */
    public EventType type() {
        return data.type();
    }
}
