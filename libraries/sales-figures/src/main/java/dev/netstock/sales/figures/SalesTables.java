package dev.netstock.sales.figures;

import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Retries;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.aws.DynamoGenerations;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What the functions work on.
 *
 * @param table the counters
 * @param generations of the sales
 * @param lanes where this environment counts
 * @param retries how to repeat
 */
public record SalesTables(
        SalesTable table, GenerationReader generations, Lanes lanes, Retries retries) {
    /**
     * Over DynamoDB.
     *
     * @param salesTable the table of the counters
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
                        .reading(SalesRecorder.NAME, listener),
                new Lanes(new SecureRandom()),
                DynamoNetStock.retries(listener));
    }

    public SalesRecorder recording() {
        return new SalesRecorder(table, lanes, retries);
    }

    public SalesReader reading() {
        return new SalesReader(table, generations, retries);
    }
}
