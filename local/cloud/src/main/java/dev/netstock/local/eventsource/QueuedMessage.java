package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;

/**
 * A message that was received and is not deleted yet.
 *
 * @param json as the function is sent it
 * @param bytes of that JSON
 * @param receivedNanos of {@link System#nanoTime}
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
