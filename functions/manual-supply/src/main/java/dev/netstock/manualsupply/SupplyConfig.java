package dev.netstock.manualsupply;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;

import java.time.InstantSource;

/**
 * The environment variables of the manual-supply function.
 *
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param stockDeltasTable {@code STOCK_DELTAS_TABLE}
 * @param locations {@code LOCATIONS}: separated by commas, the preferred one first
 */
record SupplyConfig(String netStockTable, String stockDeltasTable, Locations locations) {
    static SupplyConfig of(Environment environment) {
        return new SupplyConfig(
                environment.required("NET_STOCK_TABLE"),
                environment.required("STOCK_DELTAS_TABLE"),
                environment.required("LOCATIONS", Locations::parse));
    }

    /** Net stock over these tables. The function never reads the history. */
    DynamoNetStock netStock(CallListener listener) {
        return new DynamoNetStock(
                DynamoClients.create(),
                new Tables(netStockTable, stockDeltasTable, ""),
                locations,
                InstantSource.system(),
                listener);
    }
}
