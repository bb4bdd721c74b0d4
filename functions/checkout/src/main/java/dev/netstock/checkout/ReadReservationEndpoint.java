package dev.netstock.checkout;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.reservation.Reservation;

import java.util.Optional;
import java.util.function.BiFunction;

/**
 * {@code GET /v1/orders/{orderId}/reservation}.
 *
 * @param reader reads the reservation of an order
 */
record ReadReservationEndpoint(BiFunction<OrderId, Call, Optional<Reservation>> reader)
        implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (OrderRequest.decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var orderId) -> answer(reader.apply(orderId, request.call()));
        };
    }

    private static Answer answer(Optional<Reservation> found) {
        return found.map(it -> Answer.of(200, "read", ReservationJson.withSteps(it)))
                .orElseGet(CheckoutProblem::unknownOrder);
    }
}
