package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.bench.physics.dynamodb.Write;
import dev.netstock.bench.physics.sale.Order.Part;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Gives units back to the items they came from: always a transaction of a row, which is the lock,
 * and the items. Not thread-safe.
 */
final class GivingBack {
    private static final long SWEEP_AFTER = 60 * VirtualTime.SECOND;
    private static final long BUDGET = VirtualTime.SECOND;

    private final Market market;
    private long pending;

    GivingBack(Market market) {
        this.market = market;
    }

    /** Whether units are on their way back, or will be. */
    boolean isPending() {
        return pending > 0;
    }

    /** A whole order comes back, {@code after} so many nanoseconds. */
    void giveBackAfter(long after, Order order) {
        pending++;
        market.books().undersell().lapsing(order.units());
        market.time().after(after, () -> look(order));
    }

    private void look(Order order) {
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

    /** What an order took in vain goes back at once. */
    void undo(Order order) {
        market.books().undersell().held(taken(order));
        undoNow(order);
    }

    /** What nobody claims is found and given back by the sweep. */
    void abandon(Order order) {
        market.books().undersell().held(taken(order));
        market.time().after(SWEEP_AFTER, () -> undoNow(order));
    }

    private void undoNow(Order order) {
        for (Part part : order.taken()) {
            List<Write> writes =
                    List.of(
                            market.rowOf(order),
                            Market.giving(
                                    part, () -> market.books().undo(part.item(), part.units())));
            untilDone(writes, () -> market.books().undersell().held(-part.units()));
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
                                                                        part.units())));
        return Stream.concat(Stream.of(market.rowOf(order)), items).toList();
    }

    /** Whoever gives back asks again until it is done: its queue keeps the message. */
    private void untilDone(List<Write> writes, Runnable done) {
        Consumer<Answer> then =
                answer -> {
                    if (answer == Answer.DONE) {
                        done.run();
                    } else {
                        market.time().after(BUDGET, () -> untilDone(writes, done));
                    }
                };
        market.retrying()
                .run(
                        market.time().now() + BUDGET,
                        (_, answered) -> market.database().transact(writes, answered),
                        then);
    }

    private static long taken(Order order) {
        return order.taken().stream().mapToLong(Part::units).sum();
    }
}
