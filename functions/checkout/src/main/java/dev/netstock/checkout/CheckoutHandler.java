package dev.netstock.checkout;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

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

/** The checkout function: reserve, confirm, release and cancel. Thread-safe. */
public final class CheckoutHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> REHEARSED =
            List.of(
                    new Request("PUT /v1/orders/{orderId}/reservation", "", "{}"),
                    new Request("GET /v1/orders/{orderId}/reservation", "", ""));

    private final HttpFunction function;
    private final Consumer<Call> afterwards;

    /** As Lambda makes it, from the environment. */
    public CheckoutHandler() {
        this(CheckoutConfig.of(Environment.ofFunction()), new FailureTally(), new ThrottleTally());
        Priming.register(new PrimingRequests(function, REHEARSED));
    }

    private CheckoutHandler(CheckoutConfig config, FailureTally failures, ThrottleTally throttles) {
        this(
                config.netStock(failures, throttles),
                config.throttleReport(throttles, failures),
                failures);
    }

    /** With what it works on; nobody hears of its throttles. */
    CheckoutHandler(DynamoNetStock netStock, FailureTally failures) {
        this(netStock, _ -> {}, failures);
    }

    /**
     * With what it works on.
     *
     * @param afterwards runs when a call is answered
     * @param failures has to be the listener of {@code netStock}
     */
    CheckoutHandler(DynamoNetStock netStock, Consumer<Call> afterwards, FailureTally failures) {
        this.afterwards = afterwards;
        function =
                new HttpFunction(
                        CheckoutRoutes.of(netStock),
                        new Telemetry("checkout", failures, () -> remembered(netStock)));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        APIGatewayV2HTTPResponse answer = function.answer(event, context);
        afterwards.accept(Calls.ofFunction(context));
        return answer;
    }

    /** Each may have been wrong, for the half second that a proof stands. */
    private static Map<String, Long> remembered(DynamoNetStock netStock) {
        long units = netStock.soldOut().drainRefusedUnits();
        return units == 0 ? Map.of() : Map.of("UnitsRefusedByMemory", units);
    }
}
