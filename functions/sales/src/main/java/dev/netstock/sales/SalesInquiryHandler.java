package dev.netstock.sales;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.sales.figures.SalesReader;

import java.util.List;

/** The sales inquiry function: returns sales by minute. Thread-safe. */
public final class SalesInquiryHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final String ROUTE = "GET /v1/sales";
    static final List<Request> PRIMING_REQUESTS =
            List.of(
                    new Request(
                            ROUTE,
                            "from=2026-01-01T00:00:00Z&to=2026-01-01T00:01:00Z&sku=priming",
                            ""));

    private final HttpFunction function;

    /** Used by Lambda; reads the environment variables. */
    public SalesInquiryHandler() {
        this(new FailureTally());
        Priming.register(new PrimingRequests(function, PRIMING_REQUESTS));
    }

    private SalesInquiryHandler(FailureTally failures) {
        this(SalesConfig.of(Environment.ofFunction()).tables(failures).reader(), failures);
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of {@code reader}
     */
    SalesInquiryHandler(SalesReader reader, FailureTally failures) {
        function =
                new HttpFunction(
                        List.of(new Route(ROUTE, "readSales", new SalesEndpoint(reader))),
                        new Telemetry("sales-inquiry", failures));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
