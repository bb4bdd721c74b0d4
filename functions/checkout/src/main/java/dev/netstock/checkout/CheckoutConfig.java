package dev.netstock.checkout;

import dev.netstock.customerkeys.aws.SecretCustomerKeys;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;
import dev.netstock.stock.dynamodb.PlacesConfig;
import dev.netstock.stock.table.ThrottleListener;

import java.time.InstantSource;

/**
 * The environment variables of the checkout function.
 *
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param stockDeltasTable {@code STOCK_DELTAS_TABLE}
 * @param allowancesTable {@code ALLOWANCES_TABLE}
 * @param customerKeysSecret {@code CUSTOMER_KEYS_SECRET}: the ARN of the secret with the keys that
 *     hash customers
 * @param shardHeatQueue {@code SHARD_HEAT_QUEUE}: the URL of the queue for reports of hot SKUs
 * @param places {@code PLACES_TABLE}, {@code LOCATIONS}
 * @param holdLimits {@code HOLD_LIMITS}: the longest hold in seconds, and that of some channels
 */
record CheckoutConfig(
        String netStockTable,
        String stockDeltasTable,
        String allowancesTable,
        String customerKeysSecret,
        String shardHeatQueue,
        PlacesConfig places,
        HoldLimits holdLimits) {
    static CheckoutConfig of(Environment environment) {
        return new CheckoutConfig(
                environment.required("NET_STOCK_TABLE"),
                environment.required("STOCK_DELTAS_TABLE"),
                environment.required("ALLOWANCES_TABLE"),
                environment.required("CUSTOMER_KEYS_SECRET"),
                environment.required("SHARD_HEAT_QUEUE"),
                PlacesConfig.of(environment),
                environment.required("HOLD_LIMITS", HoldLimits::parse));
    }

    /** Net stock over these tables. The function never reads the history. */
    DynamoNetStock netStock(CallListener listener, ThrottleListener throttles) {
        var client = DynamoClients.create();
        return new DynamoNetStock(
                client,
                new Tables(netStockTable, stockDeltasTable, "", allowancesTable),
                places.cache(client, listener),
                InstantSource.system(),
                listener,
                throttles,
                SecretCustomerKeys.of(customerKeysSecret));
    }

    ThrottleReport throttleReport(ThrottleTally tally, CallListener listener) {
        return new ThrottleReport(
                tally,
                new ShardNotifier(MessagingClients.queue(shardHeatQueue, listener)),
                InstantSource.system());
    }
}
