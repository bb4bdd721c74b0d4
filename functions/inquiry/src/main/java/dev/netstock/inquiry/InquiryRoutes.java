package dev.netstock.inquiry;

import dev.netstock.inquiry.InquiryConfig.Stock;
import dev.netstock.platform.http.Route;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.level.LevelReader;

import java.time.InstantSource;
import java.util.List;

/** The routes of the inquiry function, with their endpoints. */
final class InquiryRoutes {
    private InquiryRoutes() {}

    static List<Route> of(Stock stock, InstantSource clock) {
        DynamoNetStock netStock = stock.netStock();
        LevelReader levels = netStock.levelReader();
        return List.of(
                new Route("GET /v1/stock/{sku}", "readLevels", new LevelsEndpoint(levels, clock)),
                new Route("GET /v1/stock", "readManyLevels", new ManyLevelsEndpoint(levels, clock)),
                new Route(
                        "GET /v1/stock/{sku}/deltas",
                        "readHistory",
                        new HistoryEndpoint(netStock.readingHistory(stock.serving()), levels)));
    }
}
