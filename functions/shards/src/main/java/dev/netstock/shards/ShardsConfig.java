package dev.netstock.shards;

import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.shards.dynamodb.DynamoShards;
import dev.netstock.shards.dynamodb.DynamoShards.Tables;
import dev.netstock.stock.Locations;

/**
 * The environment variables of the shards function.
 *
 * @param tables {@code NET_STOCK_TABLE}, {@code STOCK_DELTAS_TABLE}, {@code SHARDS_TABLE}
 * @param locations {@code LOCATIONS}: separated by commas, the preferred one first
 */
record ShardsConfig(Tables tables, Locations locations) {
    static ShardsConfig of(Environment environment) {
        return new ShardsConfig(
                new Tables(
                        environment.required("NET_STOCK_TABLE"),
                        environment.required("STOCK_DELTAS_TABLE"),
                        environment.required("SHARDS_TABLE")),
                environment.required("LOCATIONS", Locations::parse));
    }

    DynamoShards shards(CallListener listener) {
        return DynamoShards.create(tables, locations, listener);
    }
}
