package dev.netstock.local.sqs;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A message to send. Its contents are valid; the constructor throws {@link SqsError} otherwise.
 *
 * @param delaySeconds 0 to 900; if empty, the queue's delay applies
 * @param groupId the message group
 * @param deduplicationId only for FIFO queues
 * @param traceHeader the system attribute {@code AWSTraceHeader}
 */
public record NewMessage(
        String body,
        OptionalInt delaySeconds,
        Optional<String> groupId,
        Optional<String> deduplicationId,
        Map<String, MessageAttribute> attributes,
        Optional<String> traceHeader) {
    public NewMessage {
        attributes = Map.copyOf(attributes);
        MessageChecks.check(body, delaySeconds, groupId, deduplicationId, attributes);
    }

    /** A message with the queue's delay. */
    public static NewMessage of(String body, Map<String, MessageAttribute> attributes) {
        return new NewMessage(
                body,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                attributes,
                Optional.empty());
    }

    /** A message without attributes, with the queue's delay. */
    public static NewMessage of(String body) {
        return of(body, Map.of());
    }

    /** Size that counts against SQS's limits: the body and the attributes. */
    long bytes() {
        return MessageChecks.bytes(body, attributes);
    }
}
