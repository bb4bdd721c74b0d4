package dev.netstock.replenishment;

import dev.netstock.invocation.Environment;
import dev.netstock.messaging.EventPublisher;
import dev.netstock.messaging.MessagingClients;
import dev.netstock.messaging.QueueSender;
import dev.netstock.replenishment.dynamodb.DynamoReplenishment;
import dev.netstock.replenishment.dynamodb.DynamoReplenishment.Tables;
import dev.netstock.stock.table.CallListener;

/**
 * What each function of replenishment is told by its environment.
 *
 * @param tables {@code REPLENISHMENT_TABLE}, {@code REPLENISHMENT_REQUESTS_TABLE}, {@code
 *     PROJECTIONS_TABLE}, {@code SALE_MODE_TABLE}
 * @param stockEventsTopic {@code STOCK_EVENTS_TOPIC}: the ARN of the topic of all events
 * @param supplyChainQueue {@code SUPPLY_CHAIN_QUEUE}: the URL of the supply chain's queue
 */
record ReplenishmentConfig(Tables tables, String stockEventsTopic, String supplyChainQueue) {
    static ReplenishmentConfig of(Environment environment) {
        return new ReplenishmentConfig(
                new Tables(
                        environment.required("REPLENISHMENT_TABLE"),
                        environment.required("REPLENISHMENT_REQUESTS_TABLE"),
                        environment.required("PROJECTIONS_TABLE"),
                        environment.required("SALE_MODE_TABLE")),
                environment.required("STOCK_EVENTS_TOPIC"),
                environment.required("SUPPLY_CHAIN_QUEUE"));
    }

    DynamoReplenishment replenishment(CallListener listener) {
        return DynamoReplenishment.create(tables, listener);
    }

    EventPublisher topic(CallListener listener) {
        return MessagingClients.topic(stockEventsTopic, listener);
    }

    QueueSender supplyChain(CallListener listener) {
        return MessagingClients.queue(supplyChainQueue, listener);
    }
}
