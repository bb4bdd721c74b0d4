package dev.netstock.stock.dynamodb;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Parallel;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.table.RetryingTables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;

/**
 * The levels of net stock over DynamoDB, for functions that use only the item table. Thread-safe.
 */
public final class DynamoLevels {
    private final RetryingTables tables;

    /**
     * With its table.
     *
     * @param client the client, as {@link DynamoClients} makes it
     * @param netStockTable the table's name
     * @param listener counts throttles and lost responses
     */
    public DynamoLevels(DynamoDbClient client, String netStockTable, CallListener listener) {
        tables =
                new RetryingTables(
                        new DynamoStockTables(
                                client, new DynamoNetStock.Tables(netStockTable, "", "")),
                        DynamoNetStock.retries(listener),
                        InstantSource.system());
    }

    public ShardTotals shardTotals() {
        return new ShardTotals(tables, Parallel.upTo(DynamoClients.CONNECTIONS_MAX));
    }
}
