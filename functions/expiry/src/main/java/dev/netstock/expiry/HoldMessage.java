package dev.netstock.expiry;

import dev.netstock.events.EventData.Extended;
import dev.netstock.events.EventData.Reserved;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.messages.ReceivedEvent.Invalid;
import dev.netstock.messages.ReceivedEvent.Known;
import dev.netstock.messages.ReceivedEvent.OfUnknownType;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.reservation.ExpireFlow.Hold;

import java.time.Instant;
import java.util.Optional;

/**
 * A message of the expiry queue.
 *
 * @param text the received text, which is sent again while the hold runs
 * @param end the end of a hold; empty for any other event
 */
record HoldMessage(String text, Optional<HoldEnd> end) {
    /**
     * The end of a hold, as one step of its order set it.
     *
     * @param hold the order and the step
     * @param expiresAt when the hold ends, unless a later step says otherwise
     */
    record HoldEnd(Hold hold, Instant expiresAt) {
        private static HoldEnd of(String orderId, int step, Instant expiresAt) {
            return new HoldEnd(new Hold(new OrderId(orderId), step), expiresAt);
        }
    }

    /** Decodes a body; empty if it is not an event. */
    static Optional<HoldMessage> decode(String text) {
        ReceivedEvent received = EventJson.read(text);
        return switch (received) {
            case Known(StockEvent event) -> Optional.of(new HoldMessage(text, end(event)));
            case OfUnknownType _ -> Optional.of(new HoldMessage(text, Optional.empty()));
            case Invalid _ -> Optional.empty();
        };
    }

    private static Optional<HoldEnd> end(StockEvent event) {
        return switch (event.data()) {
            case Reserved it -> Optional.of(HoldEnd.of(it.orderId(), it.step(), it.expiresAt()));
            case Extended it -> Optional.of(HoldEnd.of(it.orderId(), it.step(), it.expiresAt()));
            default -> Optional.empty();
        };
    }
}
