package dev.netstock.settings;

import dev.netstock.customerkeys.aws.SecretCustomerKeys;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.replenishment.ReplenishmentConfig;
import dev.netstock.shards.dynamodb.DynamoShards;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.PlacesConfig;
import dev.netstock.stock.place.PlaceSource;

import java.time.InstantSource;

/**
 * The environment of the settings function.
 *
 * @param replenishment the part that all functions of replenishment have
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param shardsTable {@code SHARDS_TABLE}
 * @param shardHeatQueue {@code SHARD_HEAT_QUEUE}: the URL of the queue of the shards function
 * @param customerKeysSecret {@code CUSTOMER_KEYS_SECRET}: the ARN of the secret with the keys that
 *     hash customers
 * @param places {@code PLACES_TABLE}, {@code LOCATIONS}
 */
public record SettingsConfig(
        ReplenishmentConfig replenishment,
        String netStockTable,
        String shardsTable,
        String shardHeatQueue,
        String customerKeysSecret,
        PlacesConfig places) {
    public static SettingsConfig of(Environment environment) {
        return new SettingsConfig(
                ReplenishmentConfig.of(environment),
                environment.required("NET_STOCK_TABLE"),
                environment.required("SHARDS_TABLE"),
                environment.required("SHARD_HEAT_QUEUE"),
                environment.required("CUSTOMER_KEYS_SECRET"),
                PlacesConfig.of(environment));
    }

    /** Net stock, by its table of items. The function reads neither deltas nor history. */
    public DynamoNetStock netStock(PlaceSource source, CallListener listener) {
        return new DynamoNetStock(
                DynamoClients.create(),
                new DynamoNetStock.Tables(netStockTable, "", ""),
                source,
                InstantSource.system(),
                listener);
    }

    public SecretCustomerKeys customerKeys() {
        return SecretCustomerKeys.of(customerKeysSecret);
    }

    public ShardSettings shards(CallListener listener) {
        return new ShardSettings(
                DynamoShards.targets(DynamoClients.create(), shardsTable, listener),
                new ShardNotifier(MessagingClients.queue(shardHeatQueue, listener)),
                Parallel.upTo(DynamoClients.CONNECTIONS_MAX));
    }

    public DynamoLevels levels(CallListener listener) {
        return new DynamoLevels(DynamoClients.create(), netStockTable, listener);
    }

    /** The locations. */
    public PlaceSource source(CallListener listener) {
        return places.cache(DynamoClients.create(), listener);
    }
}
