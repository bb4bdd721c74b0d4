package dev.netstock.stock.reservation;

import dev.netstock.stock.Call;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.TryAgainException;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.ConfirmResult.Confirmed;
import dev.netstock.stock.reservation.ConfirmResult.InsufficientStock;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Take;
import dev.netstock.stock.reservation.Decision.Write;
import dev.netstock.stock.reservation.ItemTake.ShortItem;
import dev.netstock.stock.reservation.Taking.Outcome;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Confirms a reservation whose payment succeeded. One that had expired takes its units again, from
 * where they were; the confirming row is their claim. Thread-safe.
 */
public final class Confirming {
    private final Orders orders;
    private final Taking taking;

    Confirming(Orders orders, Taking taking) {
        this.orders = orders;
        this.taking = taking;
    }

    /**
     * Safe to repeat: it takes effect once.
     *
     * @throws TryAgainException if the tables did not answer within the call's deadline
     */
    public ConfirmResult confirm(OrderId orderId, Call call) {
        String attempt = orders.attempts().get();
        return orders.untilDecided(
                orderId,
                call,
                order ->
                        switch (ConfirmingPolicy.decide(order.reservation())) {
                            case Answer<ConfirmResult>(ConfirmResult result) -> Optional.of(result);
                            case Write<ConfirmResult>(
                                            Change change,
                                            Function<Reservation, ConfirmResult> result) ->
                                    orders.write(order, change, attempt, call).map(result);
                            case Take<ConfirmResult>(List<ItemUnits> units) ->
                                    takeAnew(order, units, attempt, call);
                        });
    }

    private Optional<ConfirmResult> takeAnew(
            Order order, List<ItemUnits> units, String attemptId, Call call) {
        var attempt = Attempt.at(order, attemptId);
        return switch (taking.allAtOnce(units, attempt, call)) {
            case Outcome.AllTaken(List<DeltaLine> lines) -> claim(order, lines, attempt, call);
            case Outcome.SomeShort(List<ShortItem> items) ->
                    Optional.of(new InsufficientStock(shortages(items)));
            case Outcome.HeldByRival _ -> Optional.empty();
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

    private static List<Shortage> shortages(List<ShortItem> items) {
        return items.stream()
                .map(
                        item ->
                                new Shortage(
                                        item.item().sku(),
                                        Optional.of(item.item().location()),
                                        item.requested(),
                                        Math.max(0, item.available())))
                .toList();
    }
}
