package dev.netstock.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** The audit function: returns what people and clients did on a day. Thread-safe. */
public final class AuditHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final String ROUTE = "GET /v1/audit";
    static final List<Request> PRIMING = List.of(new Request(ROUTE, "day=2026-01-01", ""));

    private final HttpFunction function;

    /** Used by Lambda; reads the environment variables. */
    public AuditHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(new PrimingRequests(function, PRIMING));
    }

    private AuditHandler(Environment environment, FailureTally failures) {
        this(
                DynamoAuditReader.of(
                        DynamoClients.create(), environment.required("AUDIT_LOG_TABLE"), failures),
                environment.required("TIME_ZONE", BusinessDates::zone),
                InstantSource.system(),
                failures);
    }

    /**
     * Creates the function.
     *
     * @param zone of the days that callers ask for
     * @param failures must be the listener of {@code reader}
     */
    AuditHandler(
            DynamoAuditReader reader, ZoneId zone, InstantSource clock, FailureTally failures) {
        function =
                new HttpFunction(
                        List.of(
                                new Route(
                                        ROUTE,
                                        "readAudit",
                                        new AuditEndpoint(reader, zone, clock))),
                        new Telemetry("audit", failures));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
