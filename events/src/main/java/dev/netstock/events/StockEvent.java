package dev.netstock.events;

import java.time.Instant;
import java.util.Optional;

/**
 * An event about net stock, in the envelope of CloudEvents 1.0. Immutable.
 *
 * @param id the same for the same happening, however often it is published: consumers recognise
 *     duplicates by it
 * @param time when it happened, by the clock of the function that did it
 * @param trace the trace that it belongs to; extension attribute {@code traceid}
 * @param actor who asked for it: a caller's identity or a function's name; extension attribute
 *     {@code actor}
 * @param data what happened
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0.2</a>
 */
public record StockEvent(
        String id, Instant time, Optional<String> trace, Optional<String> actor, EventData data) {
    /** The event's type, by which consumers subscribe: {@code reservation.reserved}, … */
    public EventType type() {
        return data.type();
    }
}
