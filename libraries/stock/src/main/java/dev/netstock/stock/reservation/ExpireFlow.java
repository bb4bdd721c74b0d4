package dev.netstock.stock.reservation;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Expires a reservation that was not confirmed before its hold was over. Thread-safe. */
public final class ExpireFlow {
    private final Orders orders;

    ExpireFlow(Orders orders) {
        this.orders = orders;
    }

    /**
     * A reservation whose hold is over.
     *
     * @param order the order
     * @param step the step that set this end of the hold
     */
    public record Hold(OrderId order, int step) {
        private DeltaKey next() {
            return new DeltaKey(Cause.of(order), Delta.stepKey(step + 1));
        }
    }

    /**
     * The holds among these that have ended, as far as an eventually consistent read shows: the
     * step after the one that set their end is a confirmation, a release or an expiry, or an
     * extension, which has a hold of its own. Rows never change, so what it finds is true. It may
     * miss some; {@link #expire} decides about the others. It costs half a read unit for each hold,
     * and a request for a hundred of them.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public Set<Hold> visiblyEnded(Collection<Hold> holds, Call call) {
        Map<DeltaKey, Hold> byNextStep =
                holds.stream().distinct().collect(toMap(Hold::next, hold -> hold));
        return orders.visibleRows(byNextStep.keySet(), call).stream()
                .filter(row -> ends(row.change()))
                .map(row -> byNextStep.get(DeltaKey.of(row)))
                .collect(toSet());
    }

    /**
     * Expires a reservation whose hold is over. Repeating the command has no further effect.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public ExpireResult expire(OrderId orderId, Call call) {
        return orders.run(orderId, state -> ExpirePolicy.decide(state, orders.now()), call);
    }

    private static boolean ends(Change change) {
        return change instanceof Change.Confirmed
                || change instanceof Change.Released
                || change instanceof Change.Expired
                || change instanceof Change.Extended;
    }
}
