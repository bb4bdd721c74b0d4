package dev.netstock.sales;

import dev.netstock.stock.table.CallListener;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What was sold by the minute, over DynamoDB, for the composition roots of other functions. */
public final class DynamoMinutesSold {
    private DynamoMinutesSold() {}

    /**
     * Over the tables.
     *
     * @param salesTable {@code SALES_TABLE}
     * @param projectionsTable {@code PROJECTIONS_TABLE}
     */
    public static MinutesSold over(
            DynamoDbClient client,
            String salesTable,
            String projectionsTable,
            CallListener listener) {
        return new MinutesSold(
                new SalesConfig(salesTable, projectionsTable).tables(client, listener).reading());
    }
}
