package dev.netstock.history;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.projection.GenerationReader;
import dev.netstock.stock.dynamodb.DynamoHistory;

/**
 * The environment variables of the history functions.
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

    /** The consumer's tables, with a shared client. */
    Tables tables(CallListener listener) {
        var client = DynamoClients.create();
        return new Tables(
                new DynamoHistory(client, stockHistoryTable, listener),
                new DynamoGenerations(client, projectionsTable)
                        .reader(HistoryProjection.NAME, listener));
    }

    /** The consumer's tables: the history, and the generations of the projection. */
    record Tables(DynamoHistory history, GenerationReader generations) {}
}
