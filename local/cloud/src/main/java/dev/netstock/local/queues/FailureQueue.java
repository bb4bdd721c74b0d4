package dev.netstock.local.queues;

import dev.netstock.local.eventsource.FailureDestination;
import dev.netstock.local.eventsource.GivenUpBatch;

import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue as the destination of failed batches. Thread-safe. */
public record FailureQueue(SqsClient client, String queueUrl, String arn)
        implements FailureDestination {
    /** A queue hears why and where; the records are to be read from the stream. */
    @Override
    public void send(GivenUpBatch batch) {
        client.sendMessage(it -> it.queueUrl(queueUrl).messageBody(batch.description().toString()));
    }
}
