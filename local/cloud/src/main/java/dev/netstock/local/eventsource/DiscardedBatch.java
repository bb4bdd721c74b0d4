package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;

/**
 * A discarded batch, for a failure destination.
 *
 * @param mappingId the mapping's UUID
 * @param description Lambda's invocation record: the reason, and the batch's position in the stream
 * @param event the event for the function
 */
public record DiscardedBatch(
        String mappingId, String shardId, Instant at, ObjectNode description, ObjectNode event) {
    public DiscardedBatch {
        description = description.deepCopy();
        event = event.deepCopy();
    }
}
