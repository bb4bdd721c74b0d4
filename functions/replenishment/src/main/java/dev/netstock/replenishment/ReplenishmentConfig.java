package dev.netstock.replenishment;

import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.replenishment.DynamoReplenishment.Tables;

/**
 * The part of the environment that all functions of replenishment have.
 *
 * @param tables {@code REPLENISHMENT_TABLE}, {@code REPLENISHMENT_REQUESTS_TABLE}, {@code
 *     PROJECTIONS_TABLE}, {@code SALE_MODE_TABLE}
 * @param stockEventsTopic {@code STOCK_EVENTS_TOPIC}: the ARN of the topic of all events
 * @param supplyChainQueue {@code SUPPLY_CHAIN_QUEUE}: the URL of the supply chain's queue
 */
public record ReplenishmentConfig(Tables tables, String stockEventsTopic, String supplyChainQueue) {
    public static ReplenishmentConfig of(Environment environment) {
        return new ReplenishmentConfig(
                new Tables(
                        environment.required("REPLENISHMENT_TABLE"),
                        environment.required("REPLENISHMENT_REQUESTS_TABLE"),
                        environment.required("PROJECTIONS_TABLE"),
                        environment.required("SALE_MODE_TABLE")),
                environment.required("STOCK_EVENTS_TOPIC"),
                environment.required("SUPPLY_CHAIN_QUEUE"));
    }

    public DynamoReplenishment replenishment(CallListener listener) {
        return DynamoReplenishment.create(tables, listener);
    }

    public EventPublisher topic(CallListener listener) {
        return EventPublisher.of(stockEventsTopic, listener);
    }

    public QueueSender supplyChain(CallListener listener) {
        return MessagingClients.queue(supplyChainQueue, listener);
    }
}
