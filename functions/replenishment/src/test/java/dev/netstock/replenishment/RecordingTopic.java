package dev.netstock.replenishment;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.messaging.MessagingClients;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

import java.util.ArrayList;
import java.util.List;

/** A topic in memory that records its events, and can be made to fail. Thread-safe. */
public final class RecordingTopic implements SnsClient {
    private final List<StockEvent> published = new ArrayList<>();
    private boolean isFailing;

    public EventPublisher publisher() {
        return new EventPublisher(
                MessagingClients.topic(this, "arn:aws:sns:x:y:StockEvents", (_, _) -> {}));
    }

    public synchronized void failing(boolean now) {
        isFailing = now;
    }

    /** The events since the last call. */
    public synchronized List<StockEvent> published() {
        List<StockEvent> all = List.copyOf(published);
        published.clear();
        return all;
    }

    @Override
    public synchronized PublishBatchResponse publishBatch(PublishBatchRequest request) {
        if (isFailing) {
            throw SnsException.builder()
                    .statusCode(500)
                    .awsErrorDetails(AwsErrorDetails.builder().errorCode("Injected").build())
                    .build();
        }
        request.publishBatchRequestEntries()
                .forEach(
                        entry ->
                                published.add(
                                        EventJson.read(entry.message()).known().orElseThrow()));
        return PublishBatchResponse.builder().failed(List.of()).build();
    }

    @Override
    public String serviceName() {
        return "sns";
    }

    @Override
    public void close() {}
}
