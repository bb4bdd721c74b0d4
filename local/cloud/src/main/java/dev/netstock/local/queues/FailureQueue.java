package dev.netstock.local.queues;

import dev.netstock.local.eventsource.DiscardedBatch;
import dev.netstock.local.eventsource.FailureDestination;

import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue as the destination of discarded batches. Thread-safe. */
public record FailureQueue(SqsClient client, String queueUrl, String arn)
        implements FailureDestination {
    /** A queue receives the reason and the position; consumers read the records from the stream. */
    @Override
    public void send(DiscardedBatch batch) {
        client.sendMessage(it -> it.queueUrl(queueUrl).messageBody(batch.description().toString()));
    }
}
