package dev.netstock.local.queues;

import dev.netstock.local.eventsource.FailureDestination;

import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue as the destination of failed batches. Thread-safe. */
public record FailureQueue(SqsClient client, String queueUrl) implements FailureDestination {
    @Override
    public void send(String record) {
        client.sendMessage(it -> it.queueUrl(queueUrl).messageBody(record));
    }
}
