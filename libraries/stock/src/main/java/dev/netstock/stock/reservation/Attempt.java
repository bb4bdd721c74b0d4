package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.StockItem;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One attempt to write the next step of an order. It can be <em>blind</em>: then the order's rows
 * were not read, and it assumes that there are none. Thread-safe, except that a blind attempt looks
 * from one thread.
 *
 * @param look the order's rows
 * @param step the step of the claim
 * @param id the attempt's unique id
 * @param takes how many takes it has sent so far
 */
record Attempt(Look look, int step, String id, AtomicInteger takes) {
    static Attempt of(Look look, String id) {
        return new Attempt(look, look.assumed().nextStep(), id, new AtomicInteger());
    }

    OrderId order() {
        return look.assumed().id();
    }

    /** A unique id for a single take. */
    String nextTake() {
        return id + "." + takes.incrementAndGet();
    }

    boolean isBlind() {
        return !look.isDone();
    }

    /**
     * Whether the order has rows that this attempt did not expect, so that its claim would fail. A
     * blind attempt looks now, and is not blind from then on; any other only compares.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    boolean isSuperseded(Call call) {
        return look.order(call).nextStep() > step;
    }

    /**
     * Whether a take of another attempt of the same order was the last change of the item: one that
     * no row of the order is known to claim.
     */
    boolean hasRivalOn(StockItem item) {
        LastChange change = item.lastChange();
        return change.kind() == LastChange.Kind.TAKE
                && change.order().equals(Optional.of(order()))
                && look.assumed().steps().stream().noneMatch(step -> claims(step, item));
    }

    private static boolean claims(Delta step, StockItem item) {
        return step.lines().stream()
                .anyMatch(
                        line -> line.version() == item.version() && line.item().equals(item.key()));
    }
}
