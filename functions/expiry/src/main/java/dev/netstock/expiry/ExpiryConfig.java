package dev.netstock.expiry;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;

import java.time.InstantSource;

/**
 * The environment variables of the expiry function.
 *
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param stockDeltasTable {@code STOCK_DELTAS_TABLE}
 * @param allowancesTable {@code ALLOWANCES_TABLE}
 * @param locations {@code LOCATIONS}: separated by commas, the preferred one first
 * @param expiryQueue {@code EXPIRY_QUEUE}: the URL of the function's own queue
 */
record ExpiryConfig(
        String netStockTable,
        String stockDeltasTable,
        String allowancesTable,
        Locations locations,
        String expiryQueue) {
    static ExpiryConfig of(Environment environment) {
        return new ExpiryConfig(
                environment.required("NET_STOCK_TABLE"),
                environment.required("STOCK_DELTAS_TABLE"),
                environment.required("ALLOWANCES_TABLE"),
                environment.required("LOCATIONS", Locations::parse),
                environment.required("EXPIRY_QUEUE"));
    }

    /** Net stock over these tables. The function never reads the history. */
    DynamoNetStock netStock(CallListener listener) {
        return new DynamoNetStock(
                DynamoClients.create(),
                new Tables(netStockTable, stockDeltasTable, "", allowancesTable),
                locations,
                InstantSource.system(),
                listener);
    }

    QueueSender queue(CallListener listener) {
        return MessagingClients.queue(expiryQueue, listener);
    }
}
