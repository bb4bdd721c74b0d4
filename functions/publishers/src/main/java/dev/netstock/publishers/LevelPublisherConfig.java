package dev.netstock.publishers;

import dev.netstock.messages.EventPublisher;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The environment variables of the level publisher.
 *
 * @param stockEventsTopic {@code STOCK_EVENTS_TOPIC}, an ARN
 * @param levelsQueue {@code LEVELS_QUEUE}, the URL of a FIFO queue
 * @param sweepQueue {@code SWEEP_QUEUE}, the URL of a queue that delays by a minute
 * @param shardHeatQueue {@code SHARD_HEAT_QUEUE}, the URL of a queue
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param stockDeltasTable {@code STOCK_DELTAS_TABLE}
 * @param replenishmentTable {@code REPLENISHMENT_TABLE}
 */
record LevelPublisherConfig(
        String stockEventsTopic,
        String levelsQueue,
        String sweepQueue,
        String shardHeatQueue,
        String netStockTable,
        String stockDeltasTable,
        String replenishmentTable) {
    static LevelPublisherConfig of(Environment environment) {
        return new LevelPublisherConfig(
                environment.required("STOCK_EVENTS_TOPIC"),
                environment.required("LEVELS_QUEUE"),
                environment.required("SWEEP_QUEUE"),
                environment.required("SHARD_HEAT_QUEUE"),
                environment.required("NET_STOCK_TABLE"),
                environment.required("STOCK_DELTAS_TABLE"),
                environment.required("REPLENISHMENT_TABLE"));
    }

    LevelPublisher publisher(CallListener listener) {
        DynamoDbClient client = DynamoClients.create();
        return new LevelPublisher(
                destinations(listener),
                new DynamoLevels(client, netStockTable, listener).shardTotals(),
                new DynamoWorkLookup(
                        client,
                        stockDeltasTable,
                        replenishmentTable,
                        DynamoNetStock.retries(listener)));
    }

    private LevelDestinations destinations(CallListener listener) {
        return new LevelDestinations(
                EventPublisher.of(stockEventsTopic, listener),
                MessagingClients.queue(levelsQueue, listener),
                MessagingClients.queue(sweepQueue, listener),
                new ShardNotifier(MessagingClients.queue(shardHeatQueue, listener)));
    }
}
