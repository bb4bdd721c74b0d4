package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.dynamodb.Write;
import dev.netstock.bench.physics.sale.Design.Retry;
import dev.netstock.bench.physics.sale.Order.Part;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Take by plain writes, claim by one row. An environment learns the number of shards from the first
 * item.
 *
 * @param market the shared state of the run
 * @param isBlind whether orders take before their row is read
 */
record TakeAndClaim(Market market, boolean isBlind) implements Protocol {
    @Override
    public void begin(Order order, Consumer<Answer> then) {
        if (isBlind && !order.isDeclared() && !order.environment().knows(order)) {
            order.blind(true);
            then.accept(Answer.DONE);
        } else {
            look(order, then);
        }
    }

    @Override
    public void look(Order order, Consumer<Answer> then) {
        Write row = market.rowOf(order);
        var isClaimed = new AtomicBoolean();
        market.retries()
                .run(
                        order.deadline(),
                        (_, answered) ->
                                market.database()
                                        .read(
                                                row.item(),
                                                () ->
                                                        isClaimed.set(
                                                                market.books()
                                                                        .isClaimed(order.hash())),
                                                answered),
                        answer -> {
                            order.blind(false);
                            then.accept(
                                    answer == Answer.DONE && isClaimed.get()
                                            ? Answer.CONDITION_FAILED
                                            : answer);
                        });
    }

    @Override
    public void takeByHash(Order order, Consumer<Answer> then) {
        market.retries()
                .run(order.deadline(), (tries, answered) -> one(order, tries, answered), then);
    }

    private void one(Order order, int tries, Consumer<Answer> answered) {
        StockItem item = pick(order, tries);
        market.database()
                .write(
                        taking(order, new Part(item, order.missing())),
                        answer -> {
                            tell(order, answer);
                            lookIfInDoubt(
                                    order,
                                    answer,
                                    after ->
                                            learn(
                                                    order,
                                                    item,
                                                    after,
                                                    () -> answered.accept(after)));
                        });
    }

    /** An order that was not taken is read before the next try. */
    private void lookIfInDoubt(Order order, Answer answer, Consumer<Answer> then) {
        if (order.isBlind() && answer.mayRepeat()) {
            look(
                    order,
                    found -> {
                        if (found == Answer.CONDITION_FAILED) {
                            order.supersede();
                        }
                        then.accept(found == Answer.DONE ? answer : found);
                    });
        } else {
            then.accept(answer);
        }
    }

    private StockItem pick(Order order, int tries) {
        List<Integer> picks = order.environment().picks(market.time().now());
        int further = market.design().retry() == Retry.NEXT_ITEM ? tries : 0;
        int number = picks.get((int) ((order.hash() + further) % picks.size()));
        return market.shards().items().get(number);
    }

    private void tell(Order order, Answer answer) {
        if (answer == Answer.THROTTLED && order.environment().reportsHeat(market.time().now())) {
            market.heat().throttled();
        }
    }

    /**
     * A response of the first item contains the number of shards; after a throttle, the first item
     * is read.
     */
    private void learn(Order order, StockItem item, Answer answer, Runnable then) {
        if (!item.equals(market.shards().first())) {
            then.run();
        } else if (!answer.mayRepeat()) {
            learn(order);
            then.run();
        } else if (market.design().retry() == Retry.NEXT_ITEM) {
            market.database().read(item.place(), () -> learn(order), _ -> then.run());
        } else {
            then.run();
        }
    }

    private void learn(Order order) {
        order.environment().learn(market.shards().open(), List.of(), market.time().now());
    }

    @Override
    public void take(Order order, List<Part> parts, Consumer<Answer> then) {
        if (parts.isEmpty()) {
            then.accept(Answer.DONE);
            return;
        }
        Write write = taking(order, parts.getFirst());
        market.retries()
                .run(
                        order.deadline(),
                        (_, answered) -> market.database().write(write, answered),
                        answer -> {
                            if (answer == Answer.DONE) {
                                take(order, parts.subList(1, parts.size()), then);
                            } else {
                                then.accept(answer);
                            }
                        });
    }

    @Override
    public void end(Order order, Consumer<Answer> then) {
        Write row = market.rowOf(order);
        var claim =
                new Write(
                        row.item(),
                        () -> !market.books().isClaimed(order.hash()),
                        () -> claim(order));
        market.retries()
                .run(
                        order.deadline(),
                        (_, answered) -> market.database().write(claim, answered),
                        then);
    }

    private void claim(Order order) {
        market.books().claim(order.units(), order.hash());
        order.environment().remember(order);
        order.claim();
    }

    /** A blind take fails if the last change of the item was made for the same order. */
    private Write taking(Order order, Part part) {
        StockItem item = part.item();
        return new Write(
                item.place(),
                () -> {
                    order.rival(order.isBlind() && item.lastOrder() == order.hash());
                    return !order.hasRival() && item.available() >= part.units();
                },
                () -> {
                    market.books().take(item, part.units(), order.hash());
                    order.taken().add(part);
                });
    }
}
