package dev.netstock.checkout;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.reservation.CancelFlow;
import dev.netstock.stock.reservation.CancelResult;

/**
 * {@code PUT /v1/orders/{orderId}/cancellations/{cancellationId}}.
 *
 * @param flow cancels units of a confirmed order
 */
record CancelEndpoint(CancelFlow flow) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (CancellationRequest.decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var command) -> answer(flow.cancel(command, request.call()));
        };
    }

    private static Answer answer(CancelResult result) {
        return switch (result) {
            case CancelResult.Cancelled(var reservation) ->
                    Answer.of(201, "cancelled", ReservationJson.of(reservation));
            case CancelResult.AlreadyCancelled(var reservation) ->
                    Answer.of(200, "replayed", ReservationJson.of(reservation));
            case CancelResult.UnknownOrder() -> CheckoutProblem.unknownOrder();
            case CancelResult.NotConfirmed(var state) -> CheckoutProblem.notConfirmed(state);
            case CancelResult.ExceedsOrder(var lines) -> CheckoutProblem.exceedsOrder(lines);
            case CancelResult.AlreadyShipped(var lines) -> CheckoutProblem.alreadyShipped(lines);
            case CancelResult.CancellationIdReused() -> CheckoutProblem.cancellationIdReused();
        };
    }
}
