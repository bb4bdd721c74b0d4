package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;

/**
 * A batch that was given up, for a failure destination.
 *
 * @param mappingId the mapping's UUID
 * @param description why, and where in the stream the batch is, as Lambda writes it
 * @param event what the function was sent, or would have been
 */
public record GivenUpBatch(
        String mappingId, String shardId, Instant at, ObjectNode description, ObjectNode event) {
    public GivenUpBatch {
        description = description.deepCopy();
        event = event.deepCopy();
    }
}
