package dev.netstock.inquiry;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;
import dev.netstock.stock.dynamodb.PlacesConfig;
import dev.netstock.stock.history.ServingGeneration;

import java.time.InstantSource;

/**
 * The environment variables of the inquiry function.
 *
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param stockHistoryTable {@code STOCK_HISTORY_TABLE}
 * @param projectionsTable {@code PROJECTIONS_TABLE}
 * @param places {@code PLACES_TABLE}, {@code LOCATIONS}
 */
record InquiryConfig(
        String netStockTable,
        String stockHistoryTable,
        String projectionsTable,
        PlacesConfig places) {
    static InquiryConfig of(Environment environment) {
        return new InquiryConfig(
                environment.required("NET_STOCK_TABLE"),
                environment.required("STOCK_HISTORY_TABLE"),
                environment.required("PROJECTIONS_TABLE"),
                PlacesConfig.of(environment));
    }

    /** Net stock and its history over one client. The function never reads the deltas. */
    Stock stock(CallListener listener) {
        var client = DynamoClients.create();
        return new Stock(
                new DynamoNetStock(
                        client,
                        new Tables(netStockTable, "", stockHistoryTable),
                        places.cache(client, listener),
                        InstantSource.system(),
                        listener),
                new DynamoGenerations(client, projectionsTable).reader("history", listener)
                        ::serving);
    }

    /**
     * What the function reads.
     *
     * @param netStock levels and history
     * @param serving the serving generation of the history
     */
    record Stock(DynamoNetStock netStock, ServingGeneration serving) {}
}
