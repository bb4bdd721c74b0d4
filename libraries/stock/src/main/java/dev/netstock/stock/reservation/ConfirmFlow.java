package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.ConfirmPolicy.ConfirmDecision;
import dev.netstock.stock.reservation.ConfirmResult.Confirmed;
import dev.netstock.stock.reservation.ConfirmResult.InsufficientStock;
import dev.netstock.stock.reservation.ConfirmResult.LimitExceeded;
import dev.netstock.stock.reservation.LineTaker.Result;
import dev.netstock.stock.reservation.Orders.Claim;
import dev.netstock.stock.table.ClosedShardForwarding;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Confirms a reservation whose payment succeeded. An expired reservation first takes its units
 * again, from the items that had them; units of lines that named no location can also come from
 * elsewhere. The row that confirms the order claims these takes. Thread-safe.
 *
 * <p>It costs one write if this environment knows the order, and otherwise a read before it.
 */
public final class ConfirmFlow {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Orders orders;
    private final Taker taker;

    ConfirmFlow(Orders orders, Taker taker) {
        this.orders = orders;
        this.taker = taker;
    }

    /**
     * Confirms an order. Repeating the command has no further effect.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public ConfirmResult confirm(OrderId orderId, Call call) {
        String attemptId = orders.newAttempt();
        Optional<ConfirmResult> written =
                orders.known(orderId)
                        .filter(order -> decide(order) instanceof ConfirmDecision.Confirm)
                        .flatMap(order -> write(order, attemptId, call));
        return written.orElseGet(() -> lookAndConfirm(orderId, attemptId, call));
    }

    private ConfirmResult lookAndConfirm(OrderId orderId, String attemptId, Call call) {
        for (int round = 1; ; round++) {
            Order order = orders.read(orderId, call);
            Optional<ConfirmResult> result =
                    switch (decide(order)) {
                        case ConfirmDecision.Answer(ConfirmResult answer) -> Optional.of(answer);
                        case ConfirmDecision.Confirm _ -> write(order, attemptId, call);
                        case ConfirmDecision.TakeAgain takeAgain ->
                                takeAgain(order, takeAgain, call);
                    };
            if (result.isPresent()) {
                return result.get();
            }
            orders.pauseAfter(round, call);
        }
    }

    private static ConfirmDecision decide(Order order) {
        return ConfirmPolicy.decide(order.reservation());
    }

    /** Empty if another attempt was faster. */
    private Optional<ConfirmResult> takeAgain(
            Order order, ConfirmDecision.TakeAgain takeAgain, Call call) {
        var attempt = Attempt.of(Look.at(orders, order), orders.newAttempt());
        var seller = new Seller(order.reservation().orElseThrow().channel(), Optional.empty());
        Result result = taker.take(takeAgain.asTaken(), seller, attempt, call);
        if (result instanceof Result.Refused && !takeAgain.asAsked().equals(takeAgain.asTaken())) {
            result = taker.take(takeAgain.asAsked(), seller, attempt, call);
        }
        return switch (result) {
            case Result.Taken(List<DeltaLine> takes) -> claim(order, takes, attempt, call);
            case Result.Refused(List<Shortage> shortages) ->
                    Optional.of(new InsufficientStock(shortages));
            case Result.HeldByRival _, Result.Superseded _ -> Optional.empty();
            case Result.Unknown(List<Sku> skus) ->
                    throw new IllegalStateException("The items of sold SKUs are missing: " + skus);
        };
    }

    /** Its allowances count again, under the limit that the order was reserved under. */
    private Optional<ConfirmResult> claim(
            Order order, List<DeltaLine> takes, Attempt attempt, Call call) {
        if (!fits(order, takes)) {
            taker.undo(takes, attempt, call);
            throw new RetryLaterException("The order takes from too many items", RETRY_AFTER);
        }
        var change = new Change.Confirmed(takes);
        Claim claim =
                orders.claim(
                        order,
                        change,
                        order.reservation().orElseThrow().channel(),
                        HeldAllowances.changedBy(order.steps(), change),
                        attempt.id(),
                        call);
        return switch (claim) {
            case Claim.Claimed(Reservation reservation) -> Optional.of(new Confirmed(reservation));
            case Claim.Lost _ -> {
                taker.undo(takes, attempt, call);
                yield Optional.empty();
            }
            case Claim.LimitReached(List<LimitExcess> excesses) -> {
                taker.undo(takes, attempt, call);
                yield Optional.of(new LimitExceeded(excesses));
            }
        };
    }

    /**
     * Whether a cancellation of the whole order fits into one transaction: with the units that its
     * expiry did not give back, the new ones, and the allowances of purchase limits.
     */
    private static boolean fits(Order order, List<DeltaLine> takes) {
        Reservation before = order.reservation().orElseThrow();
        var held = new HashMap<>(before.held());
        Evolution.givenBackByExpiry(before)
                .forEach((item, units) -> held.merge(item, -units, Long::sum));
        takes.forEach(take -> held.merge(take.item(), -take.units(), Long::sum));
        held.values().removeIf(units -> units == 0);
        return ClosedShardForwarding.fits(held.keySet(), HeldAllowances.countEver(order.steps()));
    }

    private Optional<ConfirmResult> write(Order order, String attemptId, Call call) {
        return orders.write(order, new Change.Confirmed(List.of()), attemptId, call)
                .map(Confirmed::new);
    }
}
