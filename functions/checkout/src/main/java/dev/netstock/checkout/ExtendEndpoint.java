package dev.netstock.checkout;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.reservation.ExtendFlow;
import dev.netstock.stock.reservation.ExtendResult;

/**
 * {@code PATCH /v1/orders/{orderId}/reservation}.
 *
 * @param flow lets a hold end at another time
 */
record ExtendEndpoint(ExtendFlow flow) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (ExtensionRequest.decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var command) -> answer(flow.extend(command, request.call()));
        };
    }

    private static Answer answer(ExtendResult result) {
        return switch (result) {
            case ExtendResult.Extended(var reservation) ->
                    Answer.of(200, "extended", ReservationJson.of(reservation));
            case ExtendResult.Unchanged(var reservation) ->
                    Answer.of(200, "unchanged", ReservationJson.of(reservation));
            case ExtendResult.UnknownOrder() -> CheckoutProblem.unknownOrder();
            case ExtendResult.AlreadyConfirmed() -> CheckoutProblem.confirmedHold();
            case ExtendResult.ReservationClosed(var state) ->
                    CheckoutProblem.reservationClosed(state);
            case ExtendResult.HoldTooLong(var longest) -> CheckoutProblem.holdTooLong(longest);
            case ExtendResult.TooManyExtensions() -> CheckoutProblem.tooManyExtensions();
        };
    }
}
