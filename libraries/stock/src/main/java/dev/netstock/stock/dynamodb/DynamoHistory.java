package dev.netstock.stock.dynamodb;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.history.HistoryReader;
import dev.netstock.stock.history.HistoryRecorder;
import dev.netstock.stock.history.ServingGeneration;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The history over DynamoDB, wired to its table. Thread-safe. */
public final class DynamoHistory {
    private final DynamoHistoryTable table;
    private final Retries retries;

    /**
     * With its table.
     *
     * @param client the client, as {@link DynamoClients} makes it
     * @param table the table's name
     * @param listener counts throttles, conflicts and lost responses
     */
    public DynamoHistory(DynamoDbClient client, String table, CallListener listener) {
        this.table = new DynamoHistoryTable(client, table);
        this.retries = DynamoNetStock.retries(listener);
    }

    /**
     * @param serving which generation is read
     */
    public HistoryReader reading(ServingGeneration serving) {
        return new HistoryReader(table, serving, retries);
    }

    public HistoryRecorder recording() {
        return new HistoryRecorder(table, retries);
    }
}
