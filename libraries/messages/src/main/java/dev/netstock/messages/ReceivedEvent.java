package dev.netstock.messages;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.json.ValidationError;

import java.util.List;
import java.util.Optional;

/** What a consumer makes of a message. */
public sealed interface ReceivedEvent {
    /** An event that this version knows. */
    record Known(StockEvent event) implements ReceivedEvent {}

    /**
     * An event of a type that was added later: to be overlooked.
     *
     * @param type as the event spells it
     */
    record OfUnknownType(String type) implements ReceivedEvent {}

    /**
     * This is no event, or one that lacks what its type needs: to be put aside.
     *
     * @param faults all that is wrong with it, at least one
     */
    record Broken(List<ValidationError> faults) implements ReceivedEvent {
        public Broken {
            faults = List.copyOf(faults);
        }
    }

    /** The event, if it is one that this version knows. */
    default Optional<StockEvent> known() {
        return this instanceof Known(StockEvent event) ? Optional.of(event) : Optional.empty();
    }
}
