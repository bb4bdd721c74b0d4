package dev.netstock.local.queues;

import dev.netstock.local.eventsource.DiscardedBatch;
import dev.netstock.local.eventsource.FailureDestination;
import dev.netstock.local.sqs.MessageQueue;
import dev.netstock.local.sqs.NewMessage;

/** A queue as the destination of discarded batches. Thread-safe. */
record FailureQueue(MessageQueue queue) implements FailureDestination {
    @Override
    public String arn() {
        return queue.arn();
    }

    /** A queue receives the reason and the position; consumers read the records from the stream. */
    @Override
    public void send(DiscardedBatch batch) {
        queue.send(NewMessage.of(batch.description().toString()));
    }
}
