package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.OrderId;

import java.util.List;

/**
 * Orders that a channel has already promised to its customers, such as those of an external mall.
 * They take from the channel's pools. If they are forced, they are never refused for lack of stock:
 * they take the rest from general stock, and what that does not have is oversold, recorded and
 * published. The settings of channels and purchase limits do not apply to them: the channel has
 * sold the units. Thread-safe.
 */
public final class PromisedOrders {
    private final ReserveFlow reserving;
    private final ConfirmFlow confirming;

    PromisedOrders(ReserveFlow reserving, ConfirmFlow confirming) {
        this.reserving = reserving;
        this.confirming = confirming;
    }

    /**
     * Reserves an order and confirms it. Repeating the command returns the same answer; if its hold
     * ended in between, it takes the units again.
     *
     * @return {@link ReserveResult.Reserved} with the confirmed order, also if it was cancelled
     *     since; {@link ReserveResult.UnknownSkus} if a SKU has never been at a location that the
     *     line allows; {@link ReserveResult.InsufficientStock}, only if orders are not forced;
     *     {@link ReserveResult.OrderIdReused}, or {@link ReserveResult.ReservationClosed} if the
     *     order was released
     * @throws dev.netstock.platform.call.RetryLaterException if the tables did not answer within
     *     the call's deadline; repeating the command returns its true outcome
     */
    public ReserveResult accept(ReserveCommand command, Call call) {
        ReserveResult result = reserving.reserve(command, call);
        boolean holds =
                switch (result) {
                    case ReserveResult.Reserved _, ReserveResult.AlreadyReserved _ -> true;
                    case ReserveResult.ReservationClosed(ReservationState state) ->
                            state != ReservationState.RELEASED;
                    case ReserveResult.UnknownSkus _,
                            ReserveResult.OrderIdReused _,
                            ReserveResult.InsufficientStock _,
                            ReserveResult.LimitExceeded _,
                            ReserveResult.HoldTooLong _,
                            ReserveResult.PickupNotOffered _,
                            ReserveResult.CustomerRequired _ ->
                            false;
                };
        return holds ? confirm(command.orderId(), call) : result;
    }

    private ReserveResult confirm(OrderId orderId, Call call) {
        return switch (confirming.confirm(orderId, call)) {
            case ConfirmResult.Confirmed(Reservation reservation) ->
                    new ReserveResult.Reserved(reservation);
            case ConfirmResult.ReservationClosed(ReservationState state) ->
                    new ReserveResult.ReservationClosed(state);
            case ConfirmResult.InsufficientStock(List<Shortage> shortages) ->
                    new ReserveResult.InsufficientStock(shortages);
            case ConfirmResult.LimitExceeded(List<LimitExcess> limits) ->
                    new ReserveResult.LimitExceeded(limits);
            case ConfirmResult.UnknownOrder _ ->
                    throw new IllegalStateException("The order was reserved a moment ago");
        };
    }
}
