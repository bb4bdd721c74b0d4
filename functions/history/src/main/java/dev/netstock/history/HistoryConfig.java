package dev.netstock.history;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.aws.DynamoGenerations;
import dev.netstock.stock.dynamodb.DynamoHistory;

/**
 * What the history's functions are told by their environment.
 *
 * @param stockHistoryTable {@code STOCK_HISTORY_TABLE}
 * @param projectionsTable {@code PROJECTIONS_TABLE}
 */
record HistoryConfig(String stockHistoryTable, String projectionsTable) {
    static HistoryConfig of(Environment environment) {
        return new HistoryConfig(
                environment.required("STOCK_HISTORY_TABLE"),
                environment.required("PROJECTIONS_TABLE"));
    }

    /** The consumer's tables, over one client. */
    Tables tables(CallListener listener) {
        var client = DynamoClients.create();
        return new Tables(
                new DynamoHistory(client, stockHistoryTable, listener),
                new DynamoGenerations(client, projectionsTable)
                        .reading(HistoryProjection.NAME, listener));
    }

    /** What the consumer writes, and what it reads first. */
    record Tables(DynamoHistory history, GenerationReader generations) {}
}
