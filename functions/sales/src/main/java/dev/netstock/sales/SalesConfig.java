package dev.netstock.sales;

import dev.netstock.invocation.Environment;
import dev.netstock.projection.aws.DynamoGenerations;
import dev.netstock.stock.dynamodb.DynamoClients;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.table.CallListener;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What the sales' functions are told by their environment.
 *
 * @param salesTable {@code SALES_TABLE}
 * @param projectionsTable {@code PROJECTIONS_TABLE}
 */
record SalesConfig(String salesTable, String projectionsTable) {
    static SalesConfig of(Environment environment) {
        return new SalesConfig(
                environment.required("SALES_TABLE"), environment.required("PROJECTIONS_TABLE"));
    }

    /** The tables, over a client of the environment. */
    SalesTables tables(CallListener listener) {
        return tables(DynamoClients.create(), listener);
    }

    /** The same over another client. */
    SalesTables tables(DynamoDbClient client, CallListener listener) {
        return new SalesTables(
                new DynamoSalesTable(client, salesTable, InstantSource.system()),
                new DynamoGenerations(client, projectionsTable)
                        .reading(RecordingSales.NAME, listener),
                new Lanes(new SecureRandom()),
                DynamoNetStock.retries(listener));
    }
}
