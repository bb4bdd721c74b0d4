package dev.netstock.inquiry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.time.InstantSource;
import java.util.List;

/** The inquiry function: available units, and the history of changes. Thread-safe. */
public final class InquiryHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> PRIMING_REQUESTS =
            List.of(
                    new Request("GET /v1/stock/{sku}", "", ""),
                    new Request("GET /v1/stock", "sku=priming", ""),
                    new Request("GET /v1/stock/{sku}/deltas", "", ""));

    private final HttpFunction function;

    /** Used by Lambda; reads the environment variables. */
    public InquiryHandler() {
        this(InquiryConfig.of(Environment.ofFunction()), new FailureTally());
        Priming.register(new PrimingRequests(function, PRIMING_REQUESTS));
    }

    private InquiryHandler(InquiryConfig config, FailureTally failures) {
        this(config.stock(failures), InstantSource.system(), failures);
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of {@code stock}
     */
    InquiryHandler(InquiryConfig.Stock stock, InstantSource clock, FailureTally failures) {
        function =
                new HttpFunction(
                        InquiryRoutes.of(stock, clock), new Telemetry("inquiry", failures));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
