package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.bench.physics.dynamodb.Write;
import dev.netstock.bench.physics.sale.Order.Part;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Gives units back to the items they came from: always a transaction of a row, which is the lock,
 * and the items. Not thread-safe.
 */
final class GiveBack {
    private static final long SWEEP_AFTER = 60 * VirtualTime.SECOND;
    private static final long BUDGET = VirtualTime.SECOND;

    private final Market market;
    private long pending;

    GiveBack(Market market) {
        this.market = market;
    }

    /** Whether units will come back. */
    boolean isPending() {
        return pending > 0;
    }

    /** Gives a whole order back {@code after} this many nanoseconds. */
    void giveBackAfter(long after, Order order) {
        pending++;
        market.books().undersell().lapsing(order.units());
        market.time().after(after, () -> readOrder(order));
    }

    private void readOrder(Order order) {
        market.database()
                .read(
                        market.rowOf(order).item(),
                        () -> {},
                        _ -> untilDone(giveBackOf(order), () -> givenBack(order)));
    }

    private void givenBack(Order order) {
        pending--;
        market.books().undersell().lapsing(-order.units());
    }

    /** Undoes the takes of an order immediately. */
    void undo(Order order) {
        undo(order, () -> {});
    }

    /** Undoes the takes of a repeat, whose order has units already. */
    void undo(Order order, Runnable done) {
        market.books().undersell().held(taken(order));
        undoNow(order, done);
    }

    /** Leaves unclaimed takes to the sweep. */
    void abandon(Order order) {
        market.books().undersell().held(taken(order));
        market.time().after(SWEEP_AFTER, () -> undoNow(order, () -> {}));
    }

    private void undoNow(Order order, Runnable done) {
        var left = new AtomicInteger(order.taken().size());
        for (Part part : order.taken()) {
            List<Write> writes =
                    List.of(
                            market.rowOf(order),
                            Market.giving(
                                    part,
                                    () ->
                                            market.books()
                                                    .undo(
                                                            part.item(),
                                                            part.units(),
                                                            order.hash())));
            untilDone(
                    writes,
                    () -> {
                        market.books().undersell().held(-part.units());
                        if (left.decrementAndGet() == 0) {
                            done.run();
                        }
                    });
        }
    }

    private List<Write> giveBackOf(Order order) {
        Stream<Write> items =
                order.taken().stream()
                        .map(
                                part ->
                                        Market.giving(
                                                part,
                                                () ->
                                                        market.books()
                                                                .giveBack(
                                                                        part.item(),
                                                                        part.units(),
                                                                        order.hash())));
        return Stream.concat(Stream.of(market.rowOf(order)), items).toList();
    }

    /** Retries until it succeeds: the queue redelivers the message. */
    private void untilDone(List<Write> writes, Runnable done) {
        Consumer<Answer> then =
                answer -> {
                    if (answer == Answer.DONE) {
                        done.run();
                    } else {
                        market.time().after(BUDGET, () -> untilDone(writes, done));
                    }
                };
        market.retries()
                .run(
                        market.time().now() + BUDGET,
                        (_, answered) -> market.database().transact(writes, answered),
                        then);
    }

    private static long taken(Order order) {
        return order.taken().stream().mapToLong(Part::units).sum();
    }
}
