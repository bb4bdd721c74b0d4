package dev.netstock.publishers;

import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;

/**
 * The environment variables of the delta publisher.
 *
 * @param stockEventsTopic {@code STOCK_EVENTS_TOPIC}, an ARN
 */
record DeltaPublisherConfig(String stockEventsTopic) {
    static DeltaPublisherConfig of(Environment environment) {
        return new DeltaPublisherConfig(environment.required("STOCK_EVENTS_TOPIC"));
    }

    EventPublisher publisher(CallListener listener) {
        return EventPublisher.of(stockEventsTopic, listener);
    }
}
