package dev.netstock.checkout;

import dev.netstock.platform.http.Route;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.reservation.ReserveFlow;

import java.util.List;

/** The routes of the checkout function, with their endpoints. */
final class CheckoutRoutes {
    private static final String RESERVATION = "/v1/orders/{orderId}/reservation";
    private static final String CONFIRMATION = "/v1/orders/{orderId}/confirmation";
    private static final String CANCELLATION =
            "/v1/orders/{orderId}/cancellations/{cancellationId}";

    private static final String TRANSFER = "/v1/orders/{orderId}/transfers/{transferId}";

    private CheckoutRoutes() {}

    /**
     * @param holdLimits the longest hold that the stage allows each channel
     */
    static List<Route> of(DynamoNetStock netStock, HoldLimits holdLimits) {
        ReserveFlow reserving = netStock.reserveFlow(holdLimits::of);
        var reading = new ReadReservationEndpoint(netStock::readReservation);
        return List.of(
                new Route(
                        "PUT " + RESERVATION,
                        "reserve",
                        new ReserveEndpoint(
                                holdLimits, reserving::reserve, reserving::reserveAgain)),
                new Route("GET " + RESERVATION, "readReservation", reading),
                new Route(
                        "PATCH " + RESERVATION,
                        "extend",
                        new ExtendEndpoint(netStock.extendFlow(holdLimits::of))),
                new Route(
                                "PUT " + TRANSFER,
                                "transfer",
                                new TransferEndpoint(netStock.transferFlow()))
                        .changing(reading),
                new Route(
                        "DELETE " + RESERVATION,
                        "release",
                        new ReleaseEndpoint(netStock.releaseFlow())),
                new Route(
                                "POST " + CONFIRMATION,
                                "confirm",
                                new ConfirmEndpoint(netStock.confirmFlow()))
                        .changing(reading),
                new Route(
                                "PUT " + CANCELLATION,
                                "cancel",
                                new CancelEndpoint(netStock.cancelFlow()))
                        .changing(reading));
    }
}
