package dev.netstock.ledger.movements;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.messages.movement.KinesisMovementStream;
import dev.netstock.messages.movement.MovementStream;
import dev.netstock.operations.job.ApprovalRule;
import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.platform.audit.AuditLog;
import dev.netstock.platform.audit.DynamoAuditLog;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The movements function: publishes movements to the stream for clients that do not use Kinesis,
 * and holds those that need the approval of a second person. Thread-safe.
 */
public final class MovementsHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final String ROUTE = "POST /v1/movements";

    /** 500 movements with long names and ids. */
    static final int BODY_BYTES_MAX = 256 * 1024;

    /** Its movement is invalid, so nothing is published. */
    static final List<Request> PRIMING_REQUESTS =
            List.of(new Request(ROUTE, "", "{\"source\":\"priming\",\"movements\":[{}]}"));

    private final HttpFunction function;

    /** Called by Lambda. */
    public MovementsHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(new PrimingRequests(function, PRIMING_REQUESTS));
    }

    private MovementsHandler(Environment environment, FailureTally failures) {
        this(
                KinesisMovementStream.of(environment, failures),
                new BusinessDates(
                        InstantSource.system(),
                        environment.required("TIME_ZONE", BusinessDates::zone)),
                environment
                        .required("APPROVALS", ApprovalRule::parse)
                        .map(rule -> approvals(rule, environment, failures)),
                DynamoAuditLog.of(environment, failures),
                failures);
    }

    private static Approvals approvals(
            ApprovalRule rule, Environment environment, FailureTally failures) {
        return new Approvals(
                rule,
                new DynamoJobs(
                        DynamoClients.create(),
                        environment.required("JOBS_TABLE"),
                        DynamoNetStock.retries(failures)),
                InstantSource.system());
    }

    /**
     * @param approvals holds what needs the approval of a second person; empty if nothing does
     * @param audit records what operators do
     * @param failures the listener of {@code stream}
     */
    MovementsHandler(
            MovementStream stream,
            BusinessDates dates,
            Optional<Approvals> approvals,
            AuditLog audit,
            FailureTally failures) {
        var endpoint = new MovementsEndpoint(stream, dates, approvals);
        function =
                new HttpFunction(
                        List.of(new Route(ROUTE, "recordMovements", endpoint, BODY_BYTES_MAX)),
                        audit,
                        new Telemetry("movements", failures));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
