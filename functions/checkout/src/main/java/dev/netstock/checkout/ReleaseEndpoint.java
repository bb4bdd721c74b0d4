package dev.netstock.checkout;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.reservation.ReleaseFlow;
import dev.netstock.stock.reservation.ReleaseResult;

/**
 * {@code DELETE /v1/orders/{orderId}/reservation}.
 *
 * @param flow releases the units of an unpaid order
 */
record ReleaseEndpoint(ReleaseFlow flow) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (OrderRequest.decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var orderId) -> answer(flow.release(orderId, request.call()));
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
