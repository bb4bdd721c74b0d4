package dev.netstock.sales.figures;

import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Retries;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.projection.GenerationReader;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * The tables of the sales functions.
 *
 * @param table stores the counters
 * @param generations reads the generations
 * @param lanes the lane of this environment
 * @param retries retries requests
 */
public record SalesTables(
        DynamoSalesTable table, GenerationReader generations, Lanes lanes, Retries retries) {
    /**
     * Over DynamoDB.
     *
     * @param salesTable the table of stores the counters
     * @param projectionsTable the table of the generations
     */
    public static SalesTables over(
            DynamoDbClient client,
            String salesTable,
            String projectionsTable,
            CallListener listener) {
        return new SalesTables(
                new DynamoSalesTable(client, salesTable, InstantSource.system()),
                new DynamoGenerations(client, projectionsTable)
                        .reader(SalesRecorder.NAME, listener),
                new Lanes(new SecureRandom()),
                DynamoNetStock.retries(listener));
    }

    public SalesRecorder recorder() {
        return new SalesRecorder(table, lanes, retries);
    }

    public SalesReader reader() {
        return new SalesReader(table, generations, retries);
    }
}
