package dev.netstock.checkout;

import dev.netstock.http.Answer;
import dev.netstock.http.Endpoint;
import dev.netstock.http.HttpRequest;
import dev.netstock.http.Problem;
import dev.netstock.json.Decoded;
import dev.netstock.stock.Call;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.reservation.Reservation;

import java.util.Optional;
import java.util.function.BiFunction;

/**
 * {@code GET /v1/orders/{orderId}/reservation}.
 *
 * @param reading finds the reservation of an order
 */
record ReadReservationEndpoint(BiFunction<OrderId, Call, Optional<Reservation>> reading)
        implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (OrderRequest.decode(request)) {
            case Decoded.Invalid(var faults) -> Problem.invalidRequest(faults);
            case Decoded.Valid(var orderId) -> answer(reading.apply(orderId, request.call()));
        };
    }

    private static Answer answer(Optional<Reservation> found) {
        return found.map(it -> Answer.of(200, "read", ReservationJson.withSteps(it)))
                .orElseGet(CheckoutProblem::unknownOrder);
    }
}
