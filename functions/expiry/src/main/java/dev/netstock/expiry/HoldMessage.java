package dev.netstock.expiry;

import dev.netstock.events.EventData.Reserved;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.messages.ReceivedEvent.Invalid;
import dev.netstock.messages.ReceivedEvent.Known;
import dev.netstock.messages.ReceivedEvent.OfUnknownType;

import java.util.Optional;

/**
 * A message of the expiry queue.
 *
 * @param text the received text, which is sent again while the hold runs
 * @param hold the reservation; empty for any other event
 */
record HoldMessage(String text, Optional<Reserved> hold) {
    /** Decodes a body; empty if it is not an event. */
    static Optional<HoldMessage> decode(String text) {
        ReceivedEvent received = EventJson.read(text);
        return switch (received) {
            case Known(StockEvent event) when event.data() instanceof Reserved reserved ->
                    Optional.of(new HoldMessage(text, Optional.of(reserved)));
            case Known _, OfUnknownType _ -> Optional.of(new HoldMessage(text, Optional.empty()));
            case Invalid _ -> Optional.empty();
        };
    }
}
