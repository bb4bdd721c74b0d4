package dev.netstock.checkout;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;

import java.util.function.BiFunction;

/**
 * {@code PUT /v1/orders/{orderId}/reservation}.
 *
 * @param holdLimits the longest hold that the stage allows each channel
 * @param reserve reserves all lines, or none
 * @param reserveAgain the same, for a request that its caller repeats
 */
record ReserveEndpoint(
        HoldLimits holdLimits,
        BiFunction<ReserveCommand, Call, ReserveResult> reserve,
        BiFunction<ReserveCommand, Call, ReserveResult> reserveAgain)
        implements Endpoint {
    /** How often the caller has sent the request before. It changes costs, but no answer. */
    private static final String RETRY_ATTEMPT = "retry-attempt";

    @Override
    public Answer answer(HttpRequest request) {
        return switch (ReservationRequest.decode(request, holdLimits)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var command) -> answer(by(request).apply(command, request.call()));
        };
    }

    private BiFunction<ReserveCommand, Call, ReserveResult> by(HttpRequest request) {
        boolean isFirst = request.headers().getOrDefault(RETRY_ATTEMPT, "0").equals("0");
        return isFirst ? reserve : reserveAgain;
    }

    private static Answer answer(ReserveResult result) {
        return switch (result) {
            case ReserveResult.Reserved(var reservation) ->
                    Answer.of(201, "reserved", ReservationJson.of(reservation));
            case ReserveResult.AlreadyReserved(var reservation) ->
                    Answer.of(200, "replayed", ReservationJson.of(reservation));
            case ReserveResult.InsufficientStock(var shortages) ->
                    CheckoutProblem.insufficientStock(shortages);
            case ReserveResult.LimitExceeded(var limits) -> CheckoutProblem.limitExceeded(limits);
            case ReserveResult.CustomerRequired(var skus) -> CheckoutProblem.customerRequired(skus);
            case ReserveResult.HoldTooLong(var longest) -> CheckoutProblem.holdNotAllowed(longest);
            case ReserveResult.PickupNotOffered(var locations) ->
                    CheckoutProblem.pickupNotOffered(locations);
            case ReserveResult.UnknownSkus(var skus) -> CheckoutProblem.unknownSkus(skus);
            case ReserveResult.OrderIdReused() -> CheckoutProblem.orderIdReused();
            case ReserveResult.ReservationClosed(var state) ->
                    CheckoutProblem.reservationClosed(state);
        };
    }
}
