package dev.netstock.checkout;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.platform.audit.AuditLog;
import dev.netstock.platform.audit.DynamoAuditLog;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The checkout function: reserve, extend, confirm, release, cancel and transfer. Thread-safe. */
public final class CheckoutHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> PRIMING_REQUESTS =
            List.of(
                    new Request("PUT /v1/orders/{orderId}/reservation", "", "{}"),
                    new Request("GET /v1/orders/{orderId}/reservation", "", ""));

    private final HttpFunction function;
    private final Consumer<Call> afterCall;

    /** Used by Lambda; reads the environment variables. */
    public CheckoutHandler() {
        this(Environment.ofFunction(), new FailureTally(), new ThrottleTally());
        Priming.register(new PrimingRequests(function, PRIMING_REQUESTS));
    }

    private CheckoutHandler(
            Environment environment, FailureTally failures, ThrottleTally throttles) {
        this(
                CheckoutConfig.of(environment),
                DynamoAuditLog.of(environment, failures),
                failures,
                throttles);
    }

    private CheckoutHandler(
            CheckoutConfig config, AuditLog audit, FailureTally failures, ThrottleTally throttles) {
        this(
                config.netStock(failures, throttles),
                config.holdLimits(),
                audit,
                config.throttleReport(throttles, failures),
                failures);
    }

    /** Creates the function without reports of throttled items, for tests. */
    CheckoutHandler(
            DynamoNetStock netStock, HoldLimits holdLimits, AuditLog audit, FailureTally failures) {
        this(netStock, holdLimits, audit, _ -> {}, failures);
    }

    /**
     * Creates the function.
     *
     * @param holdLimits the longest hold that the stage allows each channel
     * @param audit records what operators do
     * @param afterCall runs after each call
     * @param failures must be the listener of {@code netStock}
     */
    CheckoutHandler(
            DynamoNetStock netStock,
            HoldLimits holdLimits,
            AuditLog audit,
            Consumer<Call> afterCall,
            FailureTally failures) {
        this.afterCall = afterCall;
        function =
                new HttpFunction(
                        CheckoutRoutes.of(netStock, holdLimits),
                        audit,
                        new Telemetry("checkout", failures, () -> cacheRefusals(netStock)));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        APIGatewayV2HTTPResponse answer = function.answer(event, context);
        afterCall.accept(Calls.ofFunction(context));
        return answer;
    }

    /** Units refused from the sold-out cache, which may be up to 500 ms stale. */
    private static Map<String, Long> cacheRefusals(DynamoNetStock netStock) {
        long units = netStock.soldOut().drainRefusedUnits();
        return units == 0 ? Map.of() : Map.of("UnitsRefusedByMemory", units);
    }
}
