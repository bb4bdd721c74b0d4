package dev.netstock.inquiry;

import dev.netstock.invocation.Environment;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoClients;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;
import dev.netstock.stock.table.CallListener;

import java.time.InstantSource;

/**
 * What the inquiry function is told by its environment.
 *
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param stockHistoryTable {@code STOCK_HISTORY_TABLE}
 * @param locations {@code LOCATIONS}: separated by commas, the preferred one first
 */
record InquiryConfig(String netStockTable, String stockHistoryTable, Locations locations) {
    static InquiryConfig of(Environment environment) {
        return new InquiryConfig(
                environment.required("NET_STOCK_TABLE"),
                environment.required("STOCK_HISTORY_TABLE"),
                environment.required("LOCATIONS", Locations::parse));
    }

    /** Net stock over these tables. The function never reads the deltas. */
    DynamoNetStock netStock(CallListener listener) {
        return new DynamoNetStock(
                DynamoClients.create(),
                new Tables(netStockTable, "", stockHistoryTable),
                locations,
                InstantSource.system(),
                listener);
    }
}
