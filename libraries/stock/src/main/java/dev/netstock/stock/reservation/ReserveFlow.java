package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
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
 * Reserves all lines of an order, or none: reads the order, takes units, and claims them. It undoes
 * its takes if another attempt wrote the step first. Thread-safe.
 *
 * <p>A reservation of one line that names its location costs three requests: one read, two writes.
 */
public final class ReserveFlow {
    private final Orders orders;
    private final Taker taker;

    ReserveFlow(Orders orders, Taker taker) {
        this.orders = orders;
        this.taker = taker;
    }

    /**
     * Reserves an order. Repeating the same command returns the same answer.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline;
     *     repeating the command returns its true outcome
     */
    public ReserveResult reserve(ReserveCommand command, Call call) {
        String contents = Contents.of(command);
        String attemptId = orders.newAttempt();
        for (int round = 1; ; round++) {
            Order order = orders.read(command.orderId(), call);
            Optional<ReserveResult> answer = ReservePolicy.answer(order.reservation(), contents);
            if (answer.isPresent()) {
                return answer.get();
            }
            var attempt = Attempt.at(order, attemptId);
            SortedMap<LineKey, Long> lines = Contents.unitsByLine(command.lines());
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
                            orders.write(order, change, command.channel(), attemptId, call);
                    if (claimed.isPresent()) {
                        return new Reserved(claimed.get());
                    }
                    taker.undo(takes, attempt, call);
                }
                case LineTaker.Result.HeldByRival _ -> {
                    // The row of the other attempt will hold the answer.
                }
            }
            orders.pauseAfter(round, call);
        }
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
