package dev.netstock.history;

import dev.netstock.invocation.Environment;
import dev.netstock.stock.dynamodb.DynamoClients;
import dev.netstock.stock.dynamodb.DynamoHistory;
import dev.netstock.stock.table.CallListener;

/**
 * What the history function is told by its environment.
 *
 * @param stockHistoryTable {@code STOCK_HISTORY_TABLE}
 */
record HistoryConfig(String stockHistoryTable) {
    static HistoryConfig of(Environment environment) {
        return new HistoryConfig(environment.required("STOCK_HISTORY_TABLE"));
    }

    DynamoHistory history(CallListener listener) {
        return new DynamoHistory(DynamoClients.create(), stockHistoryTable, listener);
    }
}
