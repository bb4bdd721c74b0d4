package dev.netstock.replenishment;

import dev.netstock.invocation.Environment;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoClients;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.table.CallListener;

import java.time.InstantSource;

/**
 * What the settings function is told by its environment.
 *
 * @param replenishment what each function of replenishment is told
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param locations {@code LOCATIONS}: separated by commas, the preferred one first
 */
record SettingsConfig(
        ReplenishmentConfig replenishment, String netStockTable, Locations locations) {
    static SettingsConfig of(Environment environment) {
        return new SettingsConfig(
                ReplenishmentConfig.of(environment),
                environment.required("NET_STOCK_TABLE"),
                environment.required("LOCATIONS", Locations::parse));
    }

    /** Net stock over its table. The function reads neither deltas nor history. */
    DynamoNetStock netStock(CallListener listener) {
        return new DynamoNetStock(
                DynamoClients.create(),
                new DynamoNetStock.Tables(netStockTable, "", ""),
                locations,
                InstantSource.system(),
                listener);
    }

    DynamoLevels levels(CallListener listener) {
        return new DynamoLevels(DynamoClients.create(), netStockTable, listener);
    }
}
