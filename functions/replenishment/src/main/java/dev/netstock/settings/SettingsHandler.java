package dev.netstock.settings;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.platform.audit.AuditLog;
import dev.netstock.platform.audit.DynamoAuditLog;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.util.List;

/**
 * The settings function: the settings of SKUs, and the replenishment requests that they caused.
 * Thread-safe.
 */
public final class SettingsHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> PRIMING =
            List.of(
                    new Request("GET /v1/skus/{sku}/settings", "", ""),
                    new Request("PUT /v1/skus/{sku}/settings", "", "{\"locations\": []}"),
                    new Request("GET /v1/settings", "sku=priming", ""),
                    new Request("POST /v1/settings-files", "dryRun=true", "sku,location,shards\n"),
                    new Request("GET /v1/skus/{sku}/limit", "", ""),
                    new Request("PUT /v1/skus/{sku}/limit", "", "{}"),
                    new Request("GET /v1/replenishment-requests", "day=2026-01-01", ""));

    private final HttpFunction function;

    /** Called by Lambda; reads the environment. */
    public SettingsHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(new PrimingRequests(function, PRIMING));
    }

    private SettingsHandler(Environment environment, FailureTally failures) {
        this(
                SettingsParts.of(SettingsConfig.of(environment), failures),
                DynamoAuditLog.of(environment, failures),
                failures);
    }

    /**
     * Creates the function.
     *
     * @param audit records what operators do
     * @param failures the call listener that {@code parts} were created with
     */
    public SettingsHandler(SettingsParts parts, AuditLog audit, FailureTally failures) {
        function = new HttpFunction(routes(parts), audit, new Telemetry("settings", failures));
    }

    private static List<Route> routes(SettingsParts parts) {
        Parallel several = Parallel.upTo(DynamoClients.CONNECTIONS_MAX);
        return List.of(
                new Route(
                        "GET /v1/skus/{sku}/settings",
                        "readSettings",
                        new ReadSettingsEndpoint(parts.reader())),
                new Route(
                        "PUT /v1/skus/{sku}/settings",
                        "replaceSettings",
                        new ReplaceSettingsEndpoint(parts.writer(), parts.known(), parts.places())),
                new Route(
                        "GET /v1/settings",
                        "readManySettings",
                        new ReadManySettingsEndpoint(parts.reader(), several)),
                new Route(
                        "POST /v1/settings-files",
                        "applySettingsFile",
                        new ApplySettingsFileEndpoint(
                                parts.reader(), parts.writer(), parts.places(), several)),
                new Route("GET /v1/skus/{sku}/limit", "readLimit", parts.limits()::read),
                new Route("PUT /v1/skus/{sku}/limit", "replaceLimit", parts.limits()::replace),
                new Route(
                        "GET /v1/replenishment-requests",
                        "readReplenishmentRequests",
                        parts.requests()));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
