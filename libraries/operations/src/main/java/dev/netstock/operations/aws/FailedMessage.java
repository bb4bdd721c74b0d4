package dev.netstock.operations.aws;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message or batch that a consumer failed to process.
 *
 * @param id the message id, or the key of the object
 * @param sentAt when the message was sent to the dead-letter queue's source, or the batch was
 *     stored
 * @param receives how often the message was received, by the consumer and by those who look at it;
 *     empty for batches
 * @param bodies the body of the message, or the records of the batch; what they are about is for
 *     the caller to read
 * @param causes why the function refused records; empty if the cause is not known
 */
public record FailedMessage(
        String id,
        Instant sentAt,
        Optional<Integer> receives,
        List<String> bodies,
        List<String> causes) {
    public FailedMessage {
        bodies = List.copyOf(bodies);
        causes = List.copyOf(causes);
    }
}
