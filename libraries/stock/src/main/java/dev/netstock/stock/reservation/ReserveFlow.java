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

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Takes all lines of an order, or none: look, take, claim, and undo where it was in vain.
 * Thread-safe.
 *
 * <p>One line that names its location costs three requests: one read and two writes.
 */
public final class ReserveFlow {
    private final Orders orders;
    private final LineTaker shelf;
    private final MultiItemTake taking;

    ReserveFlow(Orders orders, LineTaker shelf, MultiItemTake taking) {
        this.orders = orders;
        this.shelf = shelf;
        this.taking = taking;
    }

    /**
     * Safe to repeat: the same request again answers the same.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline; the same
     *     request again tells the true outcome
     */
    public ReserveResult reserve(ReserveCommand command, Call call) {
        String contents = Contents.of(command);
        String attempt = orders.attempts().get();
        return orders.untilDecided(
                command.orderId(),
                call,
                order ->
                        ReservePolicy.answer(order.reservation(), contents)
                                .or(() -> attempt(order, command, contents, attempt, call)));
    }

    /** Empty if another attempt was faster: then its row holds the answer. */
    private Optional<ReserveResult> attempt(
            Order order, ReserveCommand command, String contents, String attemptId, Call call) {
        var attempt = Attempt.at(order, attemptId);
        SortedMap<LineKey, Long> asked = Contents.addedUp(command.lines());
        return switch (shelf.take(asked, attempt, call)) {
            case LineTaker.Result.Taken(List<DeltaLine> lines) ->
                    claim(order, command, contents, lines, anywhere(asked, lines), attempt, call);
            case LineTaker.Result.Refused(List<Shortage> shortages) ->
                    Optional.of(new InsufficientStock(shortages));
            case LineTaker.Result.HeldByRival _ -> Optional.empty();
            case LineTaker.Result.Unknown(List<Sku> skus) -> Optional.of(new UnknownSkus(skus));
        };
    }

    private Optional<ReserveResult> claim(
            Order order,
            ReserveCommand command,
            String contents,
            List<DeltaLine> lines,
            Map<ItemKey, Long> anywhere,
            Attempt attempt,
            Call call) {
        Instant expiresAt =
                orders.clock().instant().truncatedTo(ChronoUnit.MILLIS).plus(command.hold());
        var change = new Change.Reserved(lines, expiresAt, contents, anywhere);
        Optional<Reservation> claimed =
                orders.write(order, change, command.channel(), attempt.id(), call);
        if (claimed.isEmpty()) {
            taking.undo(lines, attempt, call);
        }
        return claimed.map(Reserved::new);
    }

    /** What was taken beside the units of lines that name the place. */
    private static Map<ItemKey, Long> anywhere(
            SortedMap<LineKey, Long> asked, List<DeltaLine> takes) {
        Map<LineKey, Long> named = new HashMap<>(asked);
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
