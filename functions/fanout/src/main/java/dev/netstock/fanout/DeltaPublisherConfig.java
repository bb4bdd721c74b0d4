package dev.netstock.fanout;

import dev.netstock.invocation.Environment;
import dev.netstock.messaging.EventPublisher;
import dev.netstock.messaging.MessagingClients;
import dev.netstock.stock.table.CallListener;

/**
 * What the delta publisher is told by its environment.
 *
 * @param stockEventsTopic {@code STOCK_EVENTS_TOPIC}, an ARN
 */
record DeltaPublisherConfig(String stockEventsTopic) {
    static DeltaPublisherConfig of(Environment environment) {
        return new DeltaPublisherConfig(environment.required("STOCK_EVENTS_TOPIC"));
    }

    EventPublisher publisher(CallListener listener) {
        return MessagingClients.topic(stockEventsTopic, listener);
    }
}
