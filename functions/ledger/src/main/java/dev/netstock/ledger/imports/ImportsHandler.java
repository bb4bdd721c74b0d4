package dev.netstock.ledger.imports;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.util.List;

/** The imports function: lists imported files, and contradictions. Thread-safe. */
public final class ImportsHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final String ROUTE = "GET /v1/imports";
    static final String CONTRADICTIONS_ROUTE = "GET /v1/contradictions";
    static final List<Request> PRIMING_REQUESTS =
            List.of(
                    new Request(ROUTE, "limit=1", ""),
                    new Request(CONTRADICTIONS_ROUTE, "limit=1", ""));

    private final HttpFunction function;

    /** Called by Lambda. */
    public ImportsHandler() {
        this(LedgerDatabase.ofApi(Environment.ofFunction()));
        Priming.register(new PrimingRequests(function, PRIMING_REQUESTS));
    }

    ImportsHandler(Transactions ledger) {
        function =
                new HttpFunction(
                        List.of(
                                new Route(ROUTE, "readImports", new ImportsEndpoint(ledger)),
                                new Route(
                                        CONTRADICTIONS_ROUTE,
                                        "readContradictions",
                                        new ContradictionsEndpoint(ledger))),
                        new Telemetry("imports", new FailureTally()));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
