package dev.netstock.platform.messaging;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits messages into requests. SNS and SQS share the limits of a batch, except that SQS now
 * allows 1 MiB.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>
 */
final class OutgoingBatches {
    static final int ENTRIES_MAX = 10;
    static final long BYTES_MAX = 256 * 1024;

    private OutgoingBatches() {}

    /** Consecutive batches that each fit a request. Each message must fit a request on its own. */
    static <E> List<List<OutgoingMessage<E>>> of(List<OutgoingMessage<E>> all) {
        List<List<OutgoingMessage<E>>> batches = new ArrayList<>();
        List<OutgoingMessage<E>> batch = new ArrayList<>();
        long bytes = 0;
        for (OutgoingMessage<E> next : all) {
            if (batch.size() == ENTRIES_MAX
                    || (!batch.isEmpty() && bytes + next.bytes() > BYTES_MAX)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(next);
            bytes += next.bytes();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
