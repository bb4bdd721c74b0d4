package dev.netstock.checkout;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.reservation.ConfirmResult;

import java.util.function.BiFunction;

/**
 * {@code POST /v1/orders/{orderId}/confirmation}.
 *
 * @param confirming makes a reservation the customer's
 */
record ConfirmEndpoint(BiFunction<OrderId, Call, ConfirmResult> confirming) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (OrderRequest.decodeEmptyBody(request)) {
            case Decoded.Invalid(var faults) -> Problem.invalidRequest(faults);
            case Decoded.Valid(var orderId) -> answer(confirming.apply(orderId, request.call()));
        };
    }

    private static Answer answer(ConfirmResult result) {
        return switch (result) {
            case ConfirmResult.Confirmed(var reservation) ->
                    Answer.of(200, "confirmed", ReservationJson.of(reservation));
            case ConfirmResult.UnknownOrder() -> CheckoutProblem.unknownOrder();
            case ConfirmResult.ReservationClosed(var state) ->
                    CheckoutProblem.reservationClosed(state);
            case ConfirmResult.InsufficientStock(var shortages) ->
                    CheckoutProblem.insufficientStock(shortages);
        };
    }
}
