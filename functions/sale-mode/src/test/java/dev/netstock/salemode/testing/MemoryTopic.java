package dev.netstock.salemode.testing;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.messaging.MessagingClients;

import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

import java.util.ArrayList;
import java.util.List;

/**
 * A topic in memory that records its events.
 *
 * @param lifeline the lifeline of the publisher
 * @param events the recorded events
 */
record MemoryTopic(Lifeline lifeline, List<StockEvent> events) implements SnsClient {
    MemoryTopic(Lifeline lifeline) {
        this(lifeline, new ArrayList<>());
    }

    EventPublisher publisher() {
        return new EventPublisher(
                MessagingClients.topic(this, "arn:aws:sns:x:y:StockEvents", (_, _) -> {}));
    }

    @Override
    public PublishBatchResponse publishBatch(PublishBatchRequest request) {
        lifeline.run(
                () ->
                        request.publishBatchRequestEntries()
                                .forEach(
                                        entry ->
                                                events.add(
                                                        EventJson.read(entry.message())
                                                                .known()
                                                                .orElseThrow())));
        return PublishBatchResponse.builder().failed(List.of()).build();
    }

    @Override
    public String serviceName() {
        return "sns";
    }

    @Override
    public void close() {}
}
