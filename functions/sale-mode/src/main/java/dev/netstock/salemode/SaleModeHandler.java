package dev.netstock.salemode;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.platform.audit.AuditLog;
import dev.netstock.platform.audit.DynamoAuditLog;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.salemode.aws.DynamoSaleModeTable;
import dev.netstock.salemode.aws.QueueWake;
import dev.netstock.salemode.http.ReadSaleModeEndpoint;
import dev.netstock.salemode.http.ReplaceSaleModeEndpoint;
import dev.netstock.salemode.step.SaleModeCommands;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import java.time.InstantSource;
import java.util.List;

/**
 * The function behind the API of sale mode: it reads the state and executes commands. Thread-safe.
 */
public final class SaleModeHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> PRIMING = List.of(new Request("GET /v1/sale-mode", "", ""));

    private final HttpFunction function;

    /** Called by Lambda; reads the environment. */
    public SaleModeHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(new PrimingRequests(function, PRIMING));
    }

    private SaleModeHandler(Environment environment, FailureTally failures) {
        this(
                commands(environment, failures),
                InstantSource.system(),
                DynamoAuditLog.of(environment, failures),
                failures);
    }

    /**
     * Creates the function.
     *
     * @param audit records what operators do
     * @param failures the call listener that {@code commands} was created with
     */
    SaleModeHandler(
            SaleModeCommands commands, InstantSource clock, AuditLog audit, FailureTally failures) {
        function =
                new HttpFunction(
                        List.of(
                                new Route(
                                        "GET /v1/sale-mode",
                                        "readSaleMode",
                                        new ReadSaleModeEndpoint(commands)),
                                new Route(
                                        "PUT /v1/sale-mode",
                                        "replaceSaleMode",
                                        new ReplaceSaleModeEndpoint(commands, clock))),
                        audit,
                        new Telemetry("sale-mode", failures));
    }

    /**
     * The service, from the environment.
     *
     * @param environment {@code SALE_MODE_TABLE}, and {@code SALE_MODE_QUEUE}: the URL of the queue
     *     that triggers a worker
     */
    static SaleModeCommands commands(Environment environment, CallListener listener) {
        String table = environment.required("SALE_MODE_TABLE");
        String queue = environment.required("SALE_MODE_QUEUE");
        return new SaleModeCommands(
                new DynamoSaleModeTable(DynamoClients.create(), table),
                new QueueWake(MessagingClients.queue(queue, listener)),
                DynamoNetStock.retries(listener),
                InstantSource.system());
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
