package dev.netstock.replenishment;

import dev.netstock.events.EventJson;
import dev.netstock.events.StockEvent;
import dev.netstock.messaging.EventPublisher;
import dev.netstock.messaging.MessagingClients;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

import java.util.ArrayList;
import java.util.List;

/** A topic that remembers what was published, or is out of order. Thread-safe. */
final class RecordingTopic implements SnsClient {
    private final List<StockEvent> published = new ArrayList<>();
    private boolean isOutOfOrder;

    EventPublisher publisher() {
        return MessagingClients.publisher(this, "arn:aws:sns:x:y:StockEvents", (_, _) -> {});
    }

    synchronized void outOfOrder(boolean now) {
        isOutOfOrder = now;
    }

    /** What was published since the last call. */
    synchronized List<StockEvent> published() {
        List<StockEvent> all = List.copyOf(published);
        published.clear();
        return all;
    }

    @Override
    public synchronized PublishBatchResponse publishBatch(PublishBatchRequest request) {
        if (isOutOfOrder) {
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
