package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.LineTaker.Result;
import dev.netstock.stock.reservation.TransferPolicy.TransferDecision;
import dev.netstock.stock.reservation.TransferPolicy.TransferDecision.Move;
import dev.netstock.stock.reservation.TransferResult.InsufficientStock;
import dev.netstock.stock.table.ClosedShardForwarding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Moves units of an order to another location, all or none. It takes them there; then one
 * transaction writes the step, which claims these takes, and gives the units back where they were.
 * If another command writes that step first, the takes are undone, and the transfer starts again. A
 * crash in between leaves takes without a claim, which the sweep undoes. Thread-safe.
 *
 * <p>A transfer of one line costs three requests: a read, a write, and a transaction of two writes.
 */
public final class TransferFlow {
    private final Orders orders;
    private final Taker taker;

    TransferFlow(Orders orders, Taker taker) {
        this.orders = orders;
        this.taker = taker;
    }

    /**
     * Transfers units. Repeating the command has no further effect.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline;
     *     repeating the command returns its true outcome
     */
    public TransferResult transfer(TransferCommand command, Call call) {
        Order order = orders.read(command.orderId(), call);
        for (int round = 1; ; round++) {
            TransferDecision decision = TransferPolicy.decide(order.reservation(), command);
            switch (decision) {
                case TransferDecision.Answer(TransferResult result) -> {
                    return result;
                }
                case Move move -> {
                    Outcome outcome = move(order, move, call);
                    if (outcome instanceof Outcome.Moved(Reservation reservation)) {
                        return new TransferResult.Transferred(reservation);
                    }
                    if (outcome instanceof Outcome.TooWide) {
                        return new TransferResult.TooManyPlaces();
                    }
                    Order now = next(order, outcome, round, call);
                    if (outcome instanceof Outcome.TooFew(List<Shortage> shortages)
                            && now.nextStep() == order.nextStep()) {
                        return new InsufficientStock(shortages);
                    }
                    order = now;
                }
            }
        }
    }

    /**
     * Lets the hold of an order follow units that left from other locations than those that hold
     * them.
     *
     * @return the order; empty if it is unknown, or if units could not follow, because the location
     *     that they left from has too few, or because the order would have units in too many items.
     *     They stay where they are, and reconcile finds them
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public Optional<Reservation> followShipments(OrderId orderId, Call call) {
        Order order = orders.read(orderId, call);
        for (int round = 1; ; round++) {
            Optional<Reservation> reservation = order.reservation();
            Optional<Move> move = reservation.flatMap(ShipmentTransferPolicy::next);
            if (move.isEmpty()) {
                return reservation;
            }
            Outcome outcome = move(order, move.get(), call);
            if (outcome instanceof Outcome.TooWide) {
                return Optional.empty();
            }
            Order now = next(order, outcome, round, call);
            if (outcome instanceof Outcome.TooFew && now.nextStep() == order.nextStep()) {
                return Optional.empty();
            }
            order = now;
        }
    }

    /** Whether units of the order left from other locations than those that hold them. */
    public static boolean hasToFollow(Reservation reservation) {
        return ShipmentTransferPolicy.next(reservation).isPresent();
    }

    /** The outcome of one attempt. */
    private sealed interface Outcome {
        record Moved(Reservation reservation) implements Outcome {}

        /** No unit moved: the new location has too few, unless the order changed meanwhile. */
        record TooFew(List<Shortage> shortages) implements Outcome {}

        /** No unit moved: the order would have units in too many items. */
        record TooWide() implements Outcome {}

        /** No unit moved: another command was faster, or another attempt holds the units. */
        record Again() implements Outcome {}
    }

    /** Nothing is refused before another look: an earlier attempt may have moved the units. */
    private Order next(Order order, Outcome outcome, int round, Call call) {
        if (outcome instanceof Outcome.Again) {
            orders.pauseAfter(round, call);
        }
        return orders.read(order.id(), call);
    }

    private Outcome move(Order order, Move move, Call call) {
        var attempt = Attempt.of(Look.at(orders, order), orders.newAttempt());
        var seller = new Seller(order.reservation().orElseThrow().channel(), Optional.empty());
        return switch (taker.take(move.takes(), seller, attempt, call)) {
            case Result.Taken(List<DeltaLine> takes) -> claim(order, takes, move, attempt, call);
            case Result.Refused(List<Shortage> shortages) -> new Outcome.TooFew(shortages);
            case Result.HeldByRival _, Result.Superseded _ -> new Outcome.Again();
            case Result.Unknown(List<Sku> _) -> new Outcome.TooFew(missing(move.takes()));
        };
    }

    /** The new location has never had any of these SKUs. */
    private static List<Shortage> missing(SortedMap<Contents.LineKey, Long> lines) {
        return lines.entrySet().stream()
                .map(
                        line ->
                                new Shortage(
                                        line.getKey().sku(),
                                        line.getKey().location(),
                                        line.getValue(),
                                        0))
                .toList();
    }

    private Outcome claim(
            Order order, List<DeltaLine> takes, Move move, Attempt attempt, Call call) {
        List<DeltaLine> lines = new ArrayList<>(takes);
        lines.addAll(move.returns());
        var change = new Change.Transferred(lines, move.transferId(), move.contents());
        if (!fits(order, takes, move.returns())) {
            taker.undo(takes, attempt, call);
            return new Outcome.TooWide();
        }
        Optional<Reservation> claimed = orders.write(order, change, attempt.id(), call);
        if (claimed.isEmpty()) {
            taker.undo(takes, attempt, call);
        }
        return claimed.<Outcome>map(Outcome.Moved::new).orElseGet(Outcome.Again::new);
    }

    /**
     * As {@link TransferPolicy} has it for places, for the shards that were taken, and for the
     * allowances of purchase limits, which are given back in the same transaction.
     */
    private static boolean fits(Order order, List<DeltaLine> takes, List<DeltaLine> returns) {
        Reservation before = order.reservation().orElseThrow();
        var left = new HashMap<>(before.held());
        returns.forEach(line -> left.merge(line.item(), -line.units(), Long::sum));
        takes.forEach(line -> left.merge(line.item(), -line.units(), Long::sum));
        List<ItemKey> held =
                left.entrySet().stream()
                        .filter(item -> item.getValue() > 0)
                        .map(Map.Entry::getKey)
                        .toList();
        return takes.size() + returns.size() <= ReserveCommand.LINES_MAX
                && held.size() <= ReserveCommand.LINES_MAX
                && ClosedShardForwarding.fits(held, HeldAllowances.count(order.steps()));
    }
}
