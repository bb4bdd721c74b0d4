package dev.netstock.sales;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.sales.figures.SalesTables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The environment variables of the sales functions.
 *
 * @param salesTable {@code SALES_TABLE}
 * @param projectionsTable {@code PROJECTIONS_TABLE}
 */
record SalesConfig(String salesTable, String projectionsTable) {
    static SalesConfig of(Environment environment) {
        return new SalesConfig(
                environment.required("SALES_TABLE"), environment.required("PROJECTIONS_TABLE"));
    }

    /** The tables, with a client of the environment. */
    SalesTables tables(CallListener listener) {
        return tables(DynamoClients.create(), listener);
    }

    /** The tables, with an existing client. */
    SalesTables tables(DynamoDbClient client, CallListener listener) {
        return SalesTables.over(client, salesTable, projectionsTable, listener);
    }
}
