package dev.netstock.places;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

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
import dev.netstock.stock.pool.BufferSetting;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The places function: locations, channels, buffers and pools. Thread-safe. */
public final class PlacesHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> PRIMING =
            List.of(
                    new Request("GET /v1/locations", "", ""),
                    new Request("PUT /v1/locations/{location}", "", "{}"),
                    new Request("GET /v1/channels", "", ""));

    private final HttpFunction function;

    /** Used by Lambda; reads the environment variables. */
    public PlacesHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(new PrimingRequests(function, PRIMING));
    }

    private PlacesHandler(Environment environment, FailureTally failures) {
        this(PlacesConfig.of(environment), DynamoAuditLog.of(environment, failures), failures);
    }

    private PlacesHandler(PlacesConfig config, AuditLog audit, FailureTally failures) {
        this(
                config.commands(failures),
                config.buffers(failures),
                config.pools(failures),
                config.customerKeys()::current,
                InstantSource.system(),
                audit,
                failures);
    }

    /**
     * Creates the function.
     *
     * @param currentKey the id of the key that hashes the customers of new limits
     * @param audit records what operators do
     * @param failures must be the listener of all commands
     */
    PlacesHandler(
            PlaceCommands commands,
            BufferSetting buffers,
            PoolCommands pools,
            Supplier<String> currentKey,
            InstantSource clock,
            AuditLog audit,
            FailureTally failures) {
        function =
                new HttpFunction(
                        routes(
                                new LocationEndpoints(commands, clock),
                                new ChannelEndpoints(commands, currentKey, clock),
                                new BufferEndpoints(buffers),
                                new PoolEndpoints(pools, commands, clock)),
                        audit,
                        new Telemetry("places", failures));
    }

    private static List<Route> routes(
            LocationEndpoints locations,
            ChannelEndpoints channels,
            BufferEndpoints buffers,
            PoolEndpoints pools) {
        return List.of(
                new Route("GET /v1/locations", "readLocations", locations::list),
                new Route("GET /v1/locations/{location}", "readLocation", locations::read),
                new Route("PUT /v1/locations/{location}", "replaceLocation", locations::replace),
                new Route("GET /v1/channels", "readChannels", channels::list),
                new Route("GET /v1/channels/{channel}", "readChannel", channels::read),
                new Route("PUT /v1/channels/{channel}", "replaceChannel", channels::replace),
                new Route("GET /v1/stock/{sku}/buffers/{location}", "readBuffers", buffers::read),
                new Route(
                        "PUT /v1/stock/{sku}/buffers/{location}",
                        "replaceBuffers",
                        buffers::replace),
                new Route("GET /v1/pools", "readPools", pools::list),
                new Route("PUT /v1/stock/{sku}/pools/{channel}", "planPool", pools::plan),
                new Route("DELETE /v1/stock/{sku}/pools/{channel}", "endPool", pools::end));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
