package dev.netstock.sales.figures;

import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Retries;
import dev.netstock.projection.ReadingGenerations;
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
        SalesTable table, ReadingGenerations generations, Lanes lanes, Retries retries) {
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
                        .reading(RecordingSales.NAME, listener),
                new Lanes(new SecureRandom()),
                DynamoNetStock.retries(listener));
    }

    public RecordingSales recording() {
        return new RecordingSales(table, lanes, retries);
    }

    public ReadingSales reading() {
        return new ReadingSales(table, generations, retries);
    }
}
