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
 * @param text as it was received, and as it is sent again while the hold runs
 * @param hold the reservation that it tells of; empty if it tells of something else
 */
record HoldMessage(String text, Optional<Reserved> hold) {
    /** Reads a body; empty if it is no event. */
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
