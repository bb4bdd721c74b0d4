package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * Sells to one order: first from the item of its id, then from any items with units. It refuses an
 * order only if the sum over all items was too low at one moment. Not thread-safe.
 */
final class OrderSale {
    private static final int READINGS_AT_ONCE = 3;

    private final Market market;
    private final Protocol protocol;
    private final Ending ending;

    /** The end of an order. */
    interface Ending {
        void accepted(Order order);

        void refused(Order order);

        /** Its time is up: the buyer must retry. */
        void failed(Order order);

        /** Whether the function that serves it dies between take and claim. */
        boolean crashes();
    }

    OrderSale(Market market, Protocol protocol, Ending ending) {
        this.market = market;
        this.protocol = protocol;
        this.ending = ending;
    }

    void sell(Order order) {
        protocol.begin(order, orFail(order, () -> enter(order)));
    }

    /**
     * With a proof that the SKU is sold out, the order reads before it writes: a failed write costs
     * as much as a successful one.
     */
    private void enter(Order order) {
        Levels soldOut = order.environment().soldOut(order.units());
        if (order.environment().refuses(order.units(), market.time().now())) {
            ending.refused(order);
        } else if (soldOut != null) {
            read(order, soldOut);
        } else {
            protocol.takeByHash(order, answer -> taken(order, answer));
        }
    }

    private void taken(Order order, Answer answer) {
        switch (answer) {
            case DONE -> claim(order);
            case CONDITION_FAILED -> readAgain(order, null);
            case THROTTLED, CONFLICT -> ending.failed(order);
        }
    }

    private void claim(Order order) {
        if (ending.crashes()) {
            ending.failed(order);
        } else {
            protocol.end(order, orFail(order, () -> ending.accepted(order)));
        }
    }

    private void read(Order order, @Nullable Levels before) {
        market.reading()
                .all(
                        market.shards(),
                        order.deadline(),
                        _ -> ending.failed(order),
                        levels -> decide(order, before, levels));
    }

    /** Immediately for some times; then with pauses, until the order's time is up. */
    private void readAgain(Order order, @Nullable Levels before) {
        int further = order.countReading() - READINGS_AT_ONCE;
        long pause = further > 0 ? market.retries().backoff().after(further).toNanos() : 0;
        if (market.time().now() + pause > order.deadline()) {
            ending.failed(order);
        } else {
            market.time().after(pause, () -> read(order, before));
        }
    }

    /**
     * A reading with the versions of the one before proves that its levels were true when it began.
     * The one before may belong to an earlier order, because this one began after the order
     * arrived.
     */
    private void decide(Order order, @Nullable Levels before, Levels levels) {
        Environment environment = order.environment();
        environment.learn(market.shards().open(), levels.stocked(), market.time().now());
        if (levels.sum() >= order.missing()) {
            environment.forget();
            protocol.take(
                    order,
                    levels.plan(order.missing(), market.random()),
                    answer -> taken(order, answer));
        } else if (isProven(before, levels)) {
            environment.prove(levels);
            ending.refused(order);
        } else {
            readAgain(order, levels);
        }
    }

    private boolean isProven(@Nullable Levels before, Levels levels) {
        return switch (market.design().proof()) {
            case SAME_VERSIONS -> levels.isProvenBy(before);
            case TWO_READINGS -> levels.isProvenBy(levels) && before != null;
        };
    }

    private Consumer<Answer> orFail(Order order, Runnable next) {
        return answer -> {
            if (answer == Answer.DONE) {
                next.run();
            } else {
                ending.failed(order);
            }
        };
    }
}
