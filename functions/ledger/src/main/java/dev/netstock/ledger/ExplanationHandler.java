package dev.netstock.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.util.List;

/** The explanation function: where a number comes from, on both sides. Thread-safe. */
public final class ExplanationHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final String ROUTE = "GET /v1/stock/{sku}/explanation";

    private final HttpFunction function;

    /** As Lambda makes it, from the environment. */
    public ExplanationHandler() {
        this(ExplanationConfig.of(Environment.ofFunction()), new FailureTally());
        Priming.register(
                new PrimingRequests(function, List.of(new Request(ROUTE, "location=priming", ""))));
    }

    private ExplanationHandler(ExplanationConfig config, FailureTally failures) {
        this(config.endpoint(LedgerDatabase.of(config.ledger()), failures), failures);
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of the endpoint's tables
     */
    ExplanationHandler(Endpoint explanation, FailureTally failures) {
        function =
                new HttpFunction(
                        List.of(new Route(ROUTE, "explainStock", explanation)),
                        new Telemetry("explanation", failures));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
