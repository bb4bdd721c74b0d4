package dev.netstock.local.eventsource;

import java.nio.charset.StandardCharsets;

/**
 * A received message that is not deleted yet.
 *
 * @param json the record for the function
 * @param bytes size of that JSON
 * @param receivedNanos receive time, by {@link System#nanoTime}
 */
record QueuedMessage(String id, String receiptHandle, String json, int bytes, long receivedNanos) {
    static QueuedMessage of(String id, String receiptHandle, String json) {
        return new QueuedMessage(
                id,
                receiptHandle,
                json,
                json.getBytes(StandardCharsets.UTF_8).length,
                System.nanoTime());
    }
}
