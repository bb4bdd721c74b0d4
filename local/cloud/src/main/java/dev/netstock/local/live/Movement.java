package dev.netstock.local.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A stock movement in a store.
 *
 * @param source the publishing system, such as {@code /pos/shinjuku}
 * @param kind {@code sale} or {@code receipt}
 */
public record Movement(
        String source,
        String movementId,
        String kind,
        String sku,
        String location,
        int units,
        Instant occurredAt,
        LocalDate businessDate)
        implements StoreEvent {
    /** As the event {@code movement.recorded}. */
    public ObjectNode event() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0")
                .put("id", movementId + "@" + businessDate)
                .put("source", source)
                .put("type", "movement.recorded");
        event.putObject("data")
                .put("movementId", movementId)
                .put("kind", kind)
                .put("sku", sku)
                .put("location", location)
                .put("units", units)
                .put("occurredAt", occurredAt.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("businessDate", businessDate.toString());
        return event;
    }
}
