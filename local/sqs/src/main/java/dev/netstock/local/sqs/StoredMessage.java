package dev.netstock.local.sqs;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A message in a queue. Guarded by the lock of the queues. */
final class StoredMessage {
    /** Whether it can be received. */
    enum State {
        /** Not visible yet. */
        DELAYED,
        VISIBLE,
        /** Received and hidden. */
        IN_FLIGHT
    }

    private final Contents contents;
    private final long sequence;
    private final MessageGroup group;

    /** When it became visible or will be, in milliseconds since the epoch. */
    private long visibleAt;

    private State state;
    private int receives;
    private long firstReceivedAt;
    private String receiptHandle = "";

    /**
     * What does not change while the message is in its queue.
     *
     * @param md5 the digest of the body
     * @param deduplicationId only in a FIFO queue
     * @param enqueuedAt in milliseconds since the epoch
     * @param sourceArn the queue that it came from, if this is a dead-letter queue
     */
    record Contents(
            String id,
            String body,
            String md5,
            Map<String, MessageAttribute> attributes,
            Optional<String> groupId,
            Optional<String> deduplicationId,
            Optional<String> traceHeader,
            long enqueuedAt,
            Optional<String> sourceArn) {
        static Contents of(NewMessage message, Optional<String> deduplicationId, long now) {
            return new Contents(
                    UUID.randomUUID().toString(),
                    message.body(),
                    Digests.ofBody(message.body()),
                    message.attributes(),
                    message.groupId(),
                    deduplicationId,
                    message.traceHeader(),
                    now,
                    Optional.empty());
        }

        /**
         * The message in a dead-letter queue. A standard queue keeps its time; a FIFO queue does
         * not, and replaces the deduplication id with the message's id.
         *
         * @see <a
         *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html">Dead-letter
         *     queue retention</a>
         * @see <a
         *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html">Dead-letter
         *     queue redrive</a>
         */
        Contents dead(String queueArn, boolean fifo, long now) {
            return new Contents(
                    id,
                    body,
                    md5,
                    attributes,
                    groupId,
                    fifo ? Optional.of(id) : Optional.empty(),
                    traceHeader,
                    fifo ? now : enqueuedAt,
                    Optional.of(queueArn));
        }

        /** The message after a redrive, which makes it a new one. */
        Contents redriven(long now) {
            return new Contents(
                    UUID.randomUUID().toString(),
                    body,
                    md5,
                    attributes,
                    groupId,
                    deduplicationId,
                    traceHeader,
                    now,
                    Optional.empty());
        }
    }

    StoredMessage(Contents contents, long sequence, MessageGroup group, State state, long at) {
        this.contents = contents;
        this.sequence = sequence;
        this.group = group;
        this.state = state;
        this.visibleAt = at;
    }

    Contents contents() {
        return contents;
    }

    long sequence() {
        return sequence;
    }

    /** All have the same length, so that they also sort as text. */
    static String sequenceNumber(long sequence) {
        return "%020d".formatted(sequence);
    }

    MessageGroup group() {
        return group;
    }

    State state() {
        return state;
    }

    long visibleAt() {
        return visibleAt;
    }

    int receives() {
        return receives;
    }

    boolean hasReceipt(String handle) {
        return receiptHandle.equals(handle);
    }

    void become(State next, long at) {
        state = next;
        visibleAt = at;
    }

    /** Counts a receive and replaces the receipt handle. */
    ReceivedMessage receive(long now, Optional<String> sequenceNumber, String senderId) {
        receives++;
        firstReceivedAt = receives == 1 ? now : firstReceivedAt;
        receiptHandle = contents.id() + "#" + UUID.randomUUID();
        Map<String, String> system = new HashMap<>();
        system.put("SenderId", senderId);
        system.put("SentTimestamp", Long.toString(contents.enqueuedAt()));
        system.put("ApproximateReceiveCount", Integer.toString(receives));
        system.put("ApproximateFirstReceiveTimestamp", Long.toString(firstReceivedAt));
        contents.groupId().ifPresent(it -> system.put("MessageGroupId", it));
        contents.deduplicationId().ifPresent(it -> system.put("MessageDeduplicationId", it));
        contents.traceHeader().ifPresent(it -> system.put("AWSTraceHeader", it));
        contents.sourceArn().ifPresent(it -> system.put("DeadLetterQueueSourceArn", it));
        sequenceNumber.ifPresent(it -> system.put("SequenceNumber", it));
        return new ReceivedMessage(
                contents.id(),
                receiptHandle,
                contents.body(),
                contents.md5(),
                contents.attributes(),
                system);
    }

    /** The id of the message with this receipt handle; null if the handle is malformed. */
    static @Nullable String idOf(String receiptHandle) {
        int end = receiptHandle.indexOf('#');
        return end < 0 ? null : receiptHandle.substring(0, end);
    }
}
