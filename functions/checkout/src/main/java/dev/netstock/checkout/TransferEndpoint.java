package dev.netstock.checkout;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.reservation.TransferFlow;
import dev.netstock.stock.reservation.TransferResult;

/**
 * {@code PUT /v1/orders/{orderId}/transfers/{transferId}}.
 *
 * @param flow moves units of an order to another location
 */
record TransferEndpoint(TransferFlow flow) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (TransferRequest.decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var command) -> answer(flow.transfer(command, request.call()));
        };
    }

    private static Answer answer(TransferResult result) {
        return switch (result) {
            case TransferResult.Transferred(var reservation) ->
                    Answer.of(201, "transferred", ReservationJson.of(reservation));
            case TransferResult.AlreadyTransferred(var reservation) ->
                    Answer.of(200, "replayed", ReservationJson.of(reservation));
            case TransferResult.UnknownOrder() -> CheckoutProblem.unknownOrder();
            case TransferResult.ReservationClosed(var state) ->
                    CheckoutProblem.reservationClosed(state);
            case TransferResult.ExceedsOrder(var lines) ->
                    CheckoutProblem.transferExceedsOrder(lines);
            case TransferResult.InsufficientStock(var shortages) ->
                    CheckoutProblem.insufficientStockAtTheNewLocation(shortages);
            case TransferResult.TooManyPlaces() -> CheckoutProblem.tooManyPlaces();
            case TransferResult.TransferIdReused() -> CheckoutProblem.transferIdReused();
        };
    }
}
