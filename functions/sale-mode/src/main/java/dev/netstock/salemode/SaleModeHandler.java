package dev.netstock.salemode;

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
import dev.netstock.salemode.http.ReadSaleModeEndpoint;
import dev.netstock.salemode.http.ReplaceSaleModeEndpoint;
import dev.netstock.salemode.step.SaleModeRequests;

import java.util.List;

/**
 * The function behind the API: what operators want of sale mode, and how it stands. Thread-safe.
 */
public final class SaleModeHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> REHEARSED = List.of(new Request("GET /v1/sale-mode", "", ""));

    private final HttpFunction function;

    /** As Lambda makes it, from the environment. */
    public SaleModeHandler() {
        this(SaleModeConfig.of(Environment.ofFunction()), new FailureTally());
        Priming.register(new PrimingRequests(function, REHEARSED));
    }

    private SaleModeHandler(SaleModeConfig config, FailureTally failures) {
        this(config.commanding(failures), failures);
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code commanding}
     */
    SaleModeHandler(SaleModeRequests commanding, FailureTally failures) {
        function =
                new HttpFunction(
                        List.of(
                                new Route(
                                        "GET /v1/sale-mode",
                                        "readSaleMode",
                                        new ReadSaleModeEndpoint(commanding)),
                                new Route(
                                        "PUT /v1/sale-mode",
                                        "replaceSaleMode",
                                        new ReplaceSaleModeEndpoint(
                                                commanding, commanding.clock()))),
                        new Telemetry("sale-mode", failures));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
