package dev.netstock.settings;

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

import java.util.List;

/** The settings function: when SKUs are low, and what was requested. Thread-safe. */
public final class SettingsHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> REHEARSED =
            List.of(
                    new Request("GET /v1/skus/{sku}/settings", "", ""),
                    new Request("PUT /v1/skus/{sku}/settings", "", "{\"locations\": []}"),
                    new Request("GET /v1/replenishment-requests", "day=2026-01-01", ""));

    private final HttpFunction function;

    /** As Lambda makes it, from the environment. */
    public SettingsHandler() {
        this(SettingsConfig.of(Environment.ofFunction()), new FailureTally());
        Priming.register(new PrimingRequests(function, REHEARSED));
    }

    private SettingsHandler(SettingsConfig config, FailureTally failures) {
        this(SettingsParts.of(config, failures), failures);
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code parts}
     */
    public SettingsHandler(SettingsParts parts, FailureTally failures) {
        function = new HttpFunction(SettingsRoutes.of(parts), new Telemetry("settings", failures));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
