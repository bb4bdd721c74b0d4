package dev.netstock.malls.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.malls.MallsConfig;
import dev.netstock.platform.audit.AuditLog;
import dev.netstock.platform.audit.DynamoAuditLog;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.util.List;

/** The malls function: what operators read and change of malls. Thread-safe. */
public final class MallsHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> PRIMING =
            List.of(
                    new Request("GET /v1/malls", "", ""),
                    new Request("POST /v1/malls/{mall}/pause", "", ""),
                    new Request("POST /v1/malls/{mall}/resume", "", ""),
                    new Request("POST /v1/malls/{mall}/pushes", "", "{\"sku\": \"priming\"}"),
                    new Request("GET /v1/malls/{mall}/items", "", ""),
                    new Request("GET /v1/malls/{mall}/items/{item}", "", ""),
                    new Request(
                            "PUT /v1/malls/{mall}/items/{item}",
                            "",
                            "{\"parts\": [{\"sku\": \"priming\", \"units\": 1}]}"),
                    new Request("DELETE /v1/malls/{mall}/items/{item}", "", ""),
                    new Request("GET /v1/malls/{mall}/orders", "state=unmapped", ""));

    private final HttpFunction function;

    /** Called by Lambda; reads the environment. */
    public MallsHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(new PrimingRequests(function, PRIMING));
    }

    private MallsHandler(Environment environment, FailureTally failures) {
        this(
                Malls.of(new MallsConfig(environment), failures),
                DynamoAuditLog.of(environment, failures),
                failures);
    }

    /**
     * Creates the function.
     *
     * @param audit records what operators do
     * @param failures the call listener that {@code malls} were created with
     */
    MallsHandler(Malls malls, AuditLog audit, FailureTally failures) {
        function = new HttpFunction(routes(malls), audit, new Telemetry("malls", failures));
    }

    private static List<Route> routes(Malls malls) {
        var states = new StateEndpoints(malls);
        var items = new ItemEndpoints(malls);
        return List.of(
                new Route("GET /v1/malls", "readMalls", states.all()),
                new Route("POST /v1/malls/{mall}/pause", "pauseMall", states.pause())
                        .changing(states.one()),
                new Route("POST /v1/malls/{mall}/resume", "resumeMall", states.resume())
                        .changing(states.one()),
                new Route("POST /v1/malls/{mall}/pushes", "pushMallCounts", items.push()),
                new Route("GET /v1/malls/{mall}/items", "readMallItems", items.list()),
                new Route("GET /v1/malls/{mall}/items/{item}", "readMallItem", items.read()),
                new Route("PUT /v1/malls/{mall}/items/{item}", "replaceMallItem", items.replace()),
                new Route("DELETE /v1/malls/{mall}/items/{item}", "removeMallItem", items.remove()),
                new Route(
                        "GET /v1/malls/{mall}/orders", "readMallOrders", OrdersEndpoint.of(malls)));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
