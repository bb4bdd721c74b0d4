package dev.netstock.ledger.posting;

import dev.netstock.events.EventData;
import dev.netstock.events.EventLine;
import dev.netstock.events.StockEvent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one step of an order changed.
 *
 * @param id of the event: cause and step
 * @param at when it happened
 * @param type of the event
 * @param orderId the order
 * @param step its number: 1, 2, …
 * @param channel the seller
 * @param cancellationId the caller's id of a cancellation; empty for other steps
 * @param lines signed as they change what is available; empty if no units moved
 */
record OrderDelta(
        String id,
        Instant at,
        String type,
        String orderId,
        int step,
        String channel,
        String cancellationId,
        List<EventLine> lines) {
    OrderDelta {
        lines = List.copyOf(lines);
    }

    /** Empty if the event is not a step of an order. */
    static Optional<OrderDelta> of(StockEvent event) {
        return event.data() instanceof EventData.ReservationStep step
                ? Optional.of(
                        new OrderDelta(
                                event.id(),
                                event.time(),
                                event.type().text(),
                                step.orderId(),
                                step.step(),
                                step.channelName(),
                                step instanceof EventData.Cancelled cancelled
                                        ? cancelled.cancellationId()
                                        : "",
                                step.lines()))
                : Optional.empty();
    }
}
