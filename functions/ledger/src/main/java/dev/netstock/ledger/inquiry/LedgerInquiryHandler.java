package dev.netstock.ledger.inquiry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.shards.dynamodb.DynamoPlanTable;
import dev.netstock.shards.plan.ShardPlans;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** The function for lists of the ledger, and the figures of today. Thread-safe. */
public final class LedgerInquiryHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final String ITEMS_ROUTE = "GET /v1/items";
    static final String CATEGORIES_ROUTE = "GET /v1/categories";
    static final String ORDERS_ROUTE = "GET /v1/orders";
    static final String TODAY_ROUTE = "GET /v1/today";
    static final String SKU_ORDERS_ROUTE = "GET /v1/stock/{sku}/orders";
    static final List<Request> PRIMING_REQUESTS =
            List.of(
                    new Request(ITEMS_ROUTE, "query=priming&limit=1", ""),
                    new Request(CATEGORIES_ROUTE, "", ""),
                    new Request(ORDERS_ROUTE, "limit=1", ""),
                    new Request(SKU_ORDERS_ROUTE, "limit=1", ""),
                    new Request(TODAY_ROUTE, "", ""));

    private final HttpFunction function;

    /** Called by Lambda. */
    public LedgerInquiryHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(new PrimingRequests(function, PRIMING_REQUESTS));
    }

    private LedgerInquiryHandler(Environment environment, FailureTally failures) {
        this(
                LedgerDatabase.ofApi(environment),
                new ShardPlans(
                        new DynamoPlanTable(
                                DynamoClients.create(), environment.required("SHARDS_TABLE")),
                        DynamoNetStock.retries(failures)),
                environment.required("TIME_ZONE", BusinessDates::zone),
                InstantSource.system(),
                failures);
    }

    /**
     * @param zone the retailer's time zone
     * @param failures the listener of {@code plans}
     */
    LedgerInquiryHandler(
            Transactions ledger,
            ShardPlans plans,
            ZoneId zone,
            InstantSource clock,
            FailureTally failures) {
        function =
                new HttpFunction(
                        List.of(
                                new Route(
                                        ITEMS_ROUTE,
                                        "searchItems",
                                        new ItemsEndpoint(
                                                ledger, new HotSkus(plans, clock), clock)),
                                new Route(
                                        CATEGORIES_ROUTE,
                                        "readCategories",
                                        new CategoriesEndpoint(ledger)),
                                new Route(ORDERS_ROUTE, "readOrders", new OrdersEndpoint(ledger)),
                                new Route(
                                        SKU_ORDERS_ROUTE,
                                        "readSkuOrders",
                                        new SkuOrdersEndpoint(ledger)),
                                new Route(
                                        TODAY_ROUTE,
                                        "readToday",
                                        new TodayEndpoint(ledger, zone, clock))),
                        new Telemetry("ledger-inquiry", failures));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
