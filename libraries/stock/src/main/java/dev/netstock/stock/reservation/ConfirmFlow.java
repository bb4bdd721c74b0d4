package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.ConfirmResult.Confirmed;
import dev.netstock.stock.reservation.ConfirmResult.InsufficientStock;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Take;
import dev.netstock.stock.reservation.Decision.Write;
import dev.netstock.stock.reservation.LineTaker.Result;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Confirms a reservation whose payment succeeded. One that had expired takes its units again, from
 * where they were or, as far as its lines named no location and units are gone there, from
 * elsewhere; the confirming row is their claim. Thread-safe.
 */
public final class ConfirmFlow {
    private final Orders orders;
    private final LineTaker shelf;
    private final MultiItemTake taking;

    ConfirmFlow(Orders orders, LineTaker shelf, MultiItemTake taking) {
        this.orders = orders;
        this.shelf = shelf;
        this.taking = taking;
    }

    /**
     * Safe to repeat: it takes effect once.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public ConfirmResult confirm(OrderId orderId, Call call) {
        String attempt = orders.attempts().get();
        return orders.untilDecided(
                orderId,
                call,
                order ->
                        switch (ConfirmPolicy.decide(order.reservation())) {
                            case Answer<ConfirmResult>(ConfirmResult result) -> Optional.of(result);
                            case Write<ConfirmResult>(
                                            Change change,
                                            Function<Reservation, ConfirmResult> result) ->
                                    orders.write(order, change, attempt, call).map(result);
                            case Take<ConfirmResult> take -> takeAnew(order, take, attempt, call);
                        });
    }

    private Optional<ConfirmResult> takeAnew(
            Order order, Take<ConfirmResult> take, String attemptId, Call call) {
        var attempt = Attempt.at(order, attemptId);
        Result result = shelf.take(take.asTaken(), attempt, call);
        if (result instanceof Result.Refused && !take.asAsked().equals(take.asTaken())) {
            result = shelf.take(take.asAsked(), attempt, call);
        }
        return switch (result) {
            case Result.Taken(List<DeltaLine> lines) -> claim(order, lines, attempt, call);
            case Result.Refused(List<Shortage> shortages) ->
                    Optional.of(new InsufficientStock(shortages));
            case Result.HeldByRival _ -> Optional.empty();
            case Result.Unknown(List<Sku> skus) ->
                    throw new IllegalStateException("SKUs that were sold are gone: " + skus);
        };
    }

    private Optional<ConfirmResult> claim(
            Order order, List<DeltaLine> lines, Attempt attempt, Call call) {
        Optional<Reservation> confirmed =
                orders.write(order, new Change.Confirmed(lines), attempt.id(), call);
        if (confirmed.isEmpty()) {
            taking.undo(lines, attempt, call);
        }
        return confirmed.map(Confirmed::new);
    }
}
