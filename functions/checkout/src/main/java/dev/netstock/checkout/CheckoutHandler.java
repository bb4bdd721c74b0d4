package dev.netstock.checkout;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.http.HttpFunction;
import dev.netstock.http.Rehearsal;
import dev.netstock.http.Rehearsal.Request;
import dev.netstock.invocation.Environment;
import dev.netstock.invocation.Priming;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.telemetry.FailureTally;
import dev.netstock.telemetry.Telemetry;

import java.util.List;

/** The checkout function: reserve, confirm, release and cancel. Thread-safe. */
public final class CheckoutHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final List<Request> REHEARSED =
            List.of(
                    new Request("PUT /v1/orders/{orderId}/reservation", "", "{}"),
                    new Request("GET /v1/orders/{orderId}/reservation", "", ""));

    private final HttpFunction function;

    /** As Lambda makes it, from the environment. */
    public CheckoutHandler() {
        this(CheckoutConfig.of(Environment.ofFunction()), new FailureTally());
        Priming.register(new Rehearsal(function, REHEARSED));
    }

    private CheckoutHandler(CheckoutConfig config, FailureTally failures) {
        this(config.netStock(failures), failures);
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code netStock}
     */
    CheckoutHandler(DynamoNetStock netStock, FailureTally failures) {
        function =
                new HttpFunction(CheckoutRoutes.of(netStock), new Telemetry("checkout", failures));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
