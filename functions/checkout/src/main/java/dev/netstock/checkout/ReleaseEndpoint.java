package dev.netstock.checkout;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.reservation.ReleaseResult;

import java.util.function.BiFunction;

/**
 * {@code DELETE /v1/orders/{orderId}/reservation}.
 *
 * @param releasing gives back the units of an order that was not paid
 */
record ReleaseEndpoint(BiFunction<OrderId, Call, ReleaseResult> releasing) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (OrderRequest.decode(request)) {
            case Decoded.Invalid(var faults) -> Problem.invalidRequest(faults);
            case Decoded.Valid(var orderId) -> answer(releasing.apply(orderId, request.call()));
        };
    }

    private static Answer answer(ReleaseResult result) {
        return switch (result) {
            case ReleaseResult.Released(var reservation) ->
                    Answer.of(200, "released", ReservationJson.of(reservation));
            case ReleaseResult.UnknownOrder() -> CheckoutProblem.unknownOrder();
            case ReleaseResult.AlreadyConfirmed() -> CheckoutProblem.alreadyConfirmed();
        };
    }
}
