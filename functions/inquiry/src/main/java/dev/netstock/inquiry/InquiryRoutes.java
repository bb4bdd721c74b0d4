package dev.netstock.inquiry;

import dev.netstock.inquiry.InquiryConfig.Stock;
import dev.netstock.platform.http.Route;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import java.time.InstantSource;
import java.util.List;

/** Which route is answered by what. */
final class InquiryRoutes {
    private InquiryRoutes() {}

    static List<Route> of(Stock stock, InstantSource clock) {
        DynamoNetStock netStock = stock.netStock();
        LevelsEndpoint.Reading levels = netStock.readingLevels()::one;
        return List.of(
                new Route("GET /v1/stock/{sku}", "readLevels", new LevelsEndpoint(levels, clock)),
                new Route(
                        "GET /v1/stock",
                        "readManyLevels",
                        new ManyLevelsEndpoint(netStock.readingLevels()::many, clock)),
                new Route(
                        "GET /v1/stock/{sku}/deltas",
                        "readHistory",
                        new HistoryEndpoint(
                                netStock.readingHistory(stock.serving())::page, levels)));
    }
}
