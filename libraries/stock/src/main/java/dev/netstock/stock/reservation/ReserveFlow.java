package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.reservation.ReserveResult.UnknownSkus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Reserves all lines of an order, or none: takes units, and claims them. The claim finds out
 * whether the order exists already; then the takes are undone, and the order's rows are the answer.
 * Nothing is refused before these rows were read. Thread-safe.
 *
 * <p>A reservation of one line that names its location costs two requests: two writes.
 */
public final class ReserveFlow {
    private final Orders orders;
    private final Taker taker;
    private final RepeatWatch repeats;
    private final Parallel parallel;

    /**
     * @param orders reads and writes orders
     * @param taker takes the lines of an order
     * @param repeats counts repeated orders
     * @param parallel reads an order while its takes are undone
     */
    ReserveFlow(Orders orders, Taker taker, RepeatWatch repeats, Parallel parallel) {
        this.orders = orders;
        this.taker = taker;
        this.repeats = repeats;
        this.parallel = parallel;
    }

    /**
     * Reserves an order. Repeating the same command returns the same answer.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline;
     *     repeating the command returns its true outcome
     */
    public ReserveResult reserve(ReserveCommand command, Call call) {
        return orders.known(command.orderId()).isPresent()
                ? reserveAgain(command, call)
                : reserve(command, Look.later(orders, command.orderId()), call);
    }

    /**
     * Reserves an order that may have been sent before. The answer is that of {@link #reserve}; if
     * there is one already, it costs a read instead of an undo.
     *
     * @throws RetryLaterException as {@link #reserve}
     */
    public ReserveResult reserveAgain(ReserveCommand command, Call call) {
        return reserve(command, orders.look(command.orderId(), call), call);
    }

    private ReserveResult reserve(ReserveCommand command, Look first, Call call) {
        String contents = Contents.of(command);
        String attemptId = orders.newAttempt();
        SortedMap<LineKey, Long> lines = Contents.unitsByLine(command.lines());
        Look look = first;
        for (int round = 1; ; round++) {
            Optional<ReserveResult> answer =
                    ReservePolicy.answer(look.assumed().reservation(), contents);
            if (answer.isPresent()) {
                return answer.get();
            }
            var attempt = Attempt.of(look, attemptId);
            switch (taker.take(lines, attempt, call)) {
                case LineTaker.Result.Refused(List<Shortage> shortages) -> {
                    return new InsufficientStock(shortages);
                }
                case LineTaker.Result.Unknown(List<Sku> skus) -> {
                    return new UnknownSkus(skus);
                }
                case LineTaker.Result.Taken(List<DeltaLine> takes) -> {
                    var change =
                            new Change.Reserved(
                                    takes,
                                    orders.now().plus(command.hold()),
                                    contents,
                                    anywhere(lines, takes));
                    Optional<Reservation> claimed =
                            orders.write(
                                    look.assumed(), change, command.channel(), attemptId, call);
                    if (claimed.isPresent()) {
                        repeats.noteNew();
                        return new Reserved(claimed.get());
                    }
                    look = afterLostClaim(takes, attempt, round, call);
                }
                case LineTaker.Result.HeldByRival _ ->
                        // The row of the other attempt will hold the answer.
                        look = lookAfterPause(attempt, round, call);
                case LineTaker.Result.Superseded _ -> {
                    // The look has found rows: they hold the answer, or the next step.
                }
            }
        }
    }

    /** Another attempt wrote the row: if it was there before, this order is a repeat. */
    private Look afterLostClaim(List<DeltaLine> takes, Attempt attempt, int round, Call call) {
        if (!attempt.isBlind()) {
            taker.undo(takes, attempt, call);
            return lookAfterPause(attempt, round, call);
        }
        repeats.noteRepeat();
        parallel.both(() -> taker.undo(takes, attempt, call), () -> attempt.look().order(call));
        return attempt.look();
    }

    private Look lookAfterPause(Attempt attempt, int round, Call call) {
        orders.pauseAfter(round, call);
        return orders.look(attempt.order(), call);
    }

    /** The taken units, item by item, that belong to the line that names no location. */
    private static Map<ItemKey, Long> anywhere(
            SortedMap<LineKey, Long> lines, List<DeltaLine> takes) {
        Map<LineKey, Long> named = new HashMap<>(lines);
        Map<ItemKey, Long> anywhere = new HashMap<>();
        for (DeltaLine take : takes) {
            ItemKey item = take.item();
            var line = new LineKey(item.sku(), Optional.of(item.location()));
            long bound = Math.min(-take.units(), named.getOrDefault(line, 0L));
            named.merge(line, -bound, Long::sum);
            if (bound < -take.units()) {
                anywhere.put(item, -take.units() - bound);
            }
        }
        return anywhere;
    }
}
