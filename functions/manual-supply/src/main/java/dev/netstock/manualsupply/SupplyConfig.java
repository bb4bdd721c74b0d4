package dev.netstock.manualsupply;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;
import dev.netstock.stock.dynamodb.PlacesConfig;
import dev.netstock.stock.place.PlaceSource;

import java.time.InstantSource;

/**
 * The environment variables of the manual-supply function.
 *
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param stockDeltasTable {@code STOCK_DELTAS_TABLE}
 * @param places {@code PLACES_TABLE}, {@code LOCATIONS}
 */
record SupplyConfig(String netStockTable, String stockDeltasTable, PlacesConfig places) {
    static SupplyConfig of(Environment environment) {
        return new SupplyConfig(
                environment.required("NET_STOCK_TABLE"),
                environment.required("STOCK_DELTAS_TABLE"),
                PlacesConfig.of(environment));
    }

    /** Net stock over these tables. The function never reads the history. */
    DynamoNetStock netStock(PlaceSource source, CallListener listener) {
        return new DynamoNetStock(
                DynamoClients.create(),
                new Tables(netStockTable, stockDeltasTable, ""),
                source,
                InstantSource.system(),
                listener);
    }

    PlaceSource source(CallListener listener) {
        return places.cache(DynamoClients.create(), listener);
    }
}
