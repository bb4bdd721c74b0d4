package dev.netstock.publishers;

import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.stock.dynamodb.DynamoLongHolds;

import java.time.InstantSource;

/**
 * The environment variables of the delta publisher.
 *
 * @param stockEventsTopic {@code STOCK_EVENTS_TOPIC}, an ARN
 * @param expiryQueue {@code EXPIRY_QUEUE}, the URL of the expiry function's queue
 * @param longHoldsTable {@code LONG_HOLDS_TABLE}
 */
record DeltaPublisherConfig(String stockEventsTopic, String expiryQueue, String longHoldsTable) {
    static DeltaPublisherConfig of(Environment environment) {
        return new DeltaPublisherConfig(
                environment.required("STOCK_EVENTS_TOPIC"),
                environment.required("EXPIRY_QUEUE"),
                environment.required("LONG_HOLDS_TABLE"));
    }

    DeltaPublisher publisher(CallListener listener) {
        return new DeltaPublisher(
                EventPublisher.of(stockEventsTopic, listener),
                MessagingClients.queue(expiryQueue, listener),
                new DynamoLongHolds(DynamoClients.create(), longHoldsTable, listener),
                InstantSource.system());
    }
}
