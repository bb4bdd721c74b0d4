package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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

        /** The order was reserved before; its takes, if any, must be undone. */
        void repeated(Order order);

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
        protocol.begin(order, unlessRepeated(order, () -> enter(order)));
    }

    /**
     * With a proof that the SKU is sold out, the order reads before it writes: a failed write costs
     * as much as a successful one.
     */
    private void enter(Order order) {
        Environment environment = order.environment();
        long now = market.time().now();
        Levels soldOut = environment.soldOut(order.units());
        if (environment.refuses(order.units(), now)) {
            looked(order, () -> ending.refused(order));
        } else if (soldOut != null) {
            read(order, soldOut);
        } else if (order.isBlind()
                && environment.repeats().looksFirst(environment.knowsSplit(now))) {
            protocol.look(
                    order,
                    answer -> {
                        if (answer == Answer.CONDITION_FAILED) {
                            environment.repeats().noteRepeat();
                        }
                        unlessRepeated(order, () -> take(order)).accept(answer);
                    });
        } else {
            take(order);
        }
    }

    private void take(Order order) {
        protocol.takeByHash(order, answer -> taken(order, answer));
    }

    /** Reads the order's row, if it was not read yet. */
    private void looked(Order order, Runnable next) {
        if (order.isBlind()) {
            protocol.look(order, unlessRepeated(order, next));
        } else {
            next.run();
        }
    }

    private void taken(Order order, Answer answer) {
        switch (answer) {
            case DONE -> claim(order);
            case CONDITION_FAILED -> notTaken(order);
            case THROTTLED, CONFLICT -> ending.failed(order);
        }
    }

    private void notTaken(Order order) {
        if (order.isSuperseded()) {
            ending.repeated(order);
        } else if (order.hasRival()) {
            order.rival(false);
            looked(order, () -> takeAfterPause(order));
        } else {
            readAgain(order, null);
        }
    }

    /** Another request of the same order has taken: it will claim its take, or undo it. */
    private void takeAfterPause(Order order) {
        long pause = market.retries().backoff().after(1).toNanos();
        if (market.time().now() + pause > order.deadline()) {
            ending.failed(order);
            return;
        }
        market.time()
                .after(pause, () -> protocol.look(order, unlessRepeated(order, () -> take(order))));
    }

    private void claim(Order order) {
        if (ending.crashes()) {
            ending.failed(order);
        } else {
            protocol.end(order, answer -> claimed(order, answer));
        }
    }

    private void claimed(Order order, Answer answer) {
        switch (answer) {
            case DONE -> {
                order.environment().repeats().noteNew();
                ending.accepted(order);
            }
            case CONDITION_FAILED -> {
                if (order.isBlind()) {
                    order.environment().repeats().noteRepeat();
                }
                protocol.look(order, _ -> {});
                ending.repeated(order);
            }
            case THROTTLED, CONFLICT -> ending.failed(order);
        }
    }

    /** The first reading of an order whose row was not read yet reads it at the same time. */
    private void read(Order order, @Nullable Levels before) {
        if (!order.isBlind()) {
            readLevels(order, levels -> decide(order, before, levels));
            return;
        }
        var both = new AtomicInteger(2);
        var found = new AtomicReference<Levels>();
        Runnable done =
                () -> {
                    if (both.decrementAndGet() == 0) {
                        decide(order, before, Objects.requireNonNull(found.get()));
                    }
                };
        protocol.look(order, unlessRepeated(order, done));
        readLevels(
                order,
                levels -> {
                    found.set(levels);
                    done.run();
                });
    }

    private void readLevels(Order order, Consumer<Levels> then) {
        market.reading().all(market.shards(), order.deadline(), _ -> ending.failed(order), then);
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
        } else if (levels.hasRivalOf(order)) {
            takeAfterPause(order);
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

    private Consumer<Answer> unlessRepeated(Order order, Runnable next) {
        return answer -> {
            switch (answer) {
                case DONE -> next.run();
                case CONDITION_FAILED -> ending.repeated(order);
                case THROTTLED, CONFLICT -> ending.failed(order);
            }
        };
    }
}
