package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;

/**
 * A received message that is not deleted yet.
 *
 * @param json the record for the function
 * @param bytes size of that JSON
 * @param receivedNanos receive time, by {@link System#nanoTime}
 */
record QueuedMessage(
        String id, String receiptHandle, ObjectNode json, int bytes, long receivedNanos) {
    static QueuedMessage of(ObjectNode json) {
        return new QueuedMessage(
                json.path("messageId").asText(),
                json.path("receiptHandle").asText(),
                json,
                json.toString().getBytes(StandardCharsets.UTF_8).length,
                System.nanoTime());
    }
}
