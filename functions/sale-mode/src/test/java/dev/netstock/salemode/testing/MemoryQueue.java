package dev.netstock.salemode.testing;

import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.util.ArrayList;
import java.util.List;

/**
 * A queue in memory that records the deduplication ids of its messages.
 *
 * @param lifeline the lifeline of the sender
 * @param sent the recorded ids
 */
record MemoryQueue(Lifeline lifeline, List<String> sent) implements SqsClient {
    MemoryQueue(Lifeline lifeline) {
        this(lifeline, new ArrayList<>());
    }

    QueueSender sender() {
        return MessagingClients.sender(this, "https://queue", (_, _) -> {});
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        lifeline.run(
                () -> request.entries().forEach(entry -> sent.add(entry.messageDeduplicationId())));
        return SendMessageBatchResponse.builder().failed(List.of()).build();
    }

    @Override
    public String serviceName() {
        return "sqs";
    }

    @Override
    public void close() {}
}
