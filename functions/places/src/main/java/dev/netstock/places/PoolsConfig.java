package dev.netstock.places;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoPoolPlans;
import dev.netstock.stock.place.PlaceSource;

import java.time.InstantSource;

/**
 * The environment variables of the function that opens and ends pools.
 *
 * @param placesTable {@code PLACES_TABLE}
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param stockDeltasTable {@code STOCK_DELTAS_TABLE}
 * @param stockEventsTopic {@code STOCK_EVENTS_TOPIC}: the ARN of the topic of all events
 * @param planned {@code LOCATIONS}: the locations of the first deployment, separated by commas, the
 *     preferred one first
 */
record PoolsConfig(
        String placesTable,
        String netStockTable,
        String stockDeltasTable,
        String stockEventsTopic,
        Locations planned) {
    static PoolsConfig of(Environment environment) {
        return new PoolsConfig(
                environment.required("PLACES_TABLE"),
                environment.required("NET_STOCK_TABLE"),
                environment.required("STOCK_DELTAS_TABLE"),
                environment.required("STOCK_EVENTS_TOPIC"),
                environment.required("LOCATIONS", Locations::parse));
    }

    PlaceCommands commands(CallListener listener) {
        return PlacesConfig.commands(placesTable, planned, stockEventsTopic, listener);
    }

    DynamoPoolPlans plans(CallListener listener) {
        return new DynamoPoolPlans(
                DynamoClients.create(), placesTable, DynamoNetStock.retries(listener));
    }

    PoolWorker worker(CallListener listener) {
        var stock =
                new DynamoNetStock(
                        DynamoClients.create(),
                        new DynamoNetStock.Tables(netStockTable, stockDeltasTable, ""),
                        PlaceSource.NONE,
                        InstantSource.system(),
                        listener);
        return new PoolWorker(plans(listener), stock.ownPools(), InstantSource.system());
    }
}
