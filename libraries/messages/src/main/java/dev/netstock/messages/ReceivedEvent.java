package dev.netstock.messages;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.json.ValidationError;

import java.util.List;
import java.util.Optional;

/** The result of reading a message. */
public sealed interface ReceivedEvent {
    /** An event of a type that this version knows. */
    record Known(StockEvent event) implements ReceivedEvent {}

    /**
     * An event of a type that was added later. Consumers ignore it.
     *
     * @param type the spelling in the event
     */
    record OfUnknownType(String type) implements ReceivedEvent {}

    /**
     * The message is not an event, or lacks a member that its type requires. It moves to the
     * dead-letter queue.
     *
     * @param errors all validation errors, at least one
     */
    record Invalid(List<ValidationError> errors) implements ReceivedEvent {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }

    /** The event, if this version knows its type. */
    default Optional<StockEvent> known() {
        return this instanceof Known(StockEvent event) ? Optional.of(event) : Optional.empty();
    }
}
