package dev.netstock.checkout;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.reservation.ConfirmFlow;
import dev.netstock.stock.reservation.ConfirmResult;

/**
 * {@code POST /v1/orders/{orderId}/confirmation}.
 *
 * @param flow confirms a reservation
 */
record ConfirmEndpoint(ConfirmFlow flow) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (OrderRequest.decodeEmptyBody(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var orderId) -> answer(flow.confirm(orderId, request.call()));
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
            case ConfirmResult.LimitExceeded(var limits) -> CheckoutProblem.limitExceeded(limits);
        };
    }
}
