package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.dynamodb.Write;
import dev.netstock.bench.physics.sale.Design.Retry;
import dev.netstock.bench.physics.sale.Order.Part;

import java.util.List;
import java.util.function.Consumer;

/**
 * Read the order, take by plain writes, claim by one row. An environment learns the number of
 * shards from the first item.
 *
 * @param market the shared state of the run
 */
record TakeAndClaim(Market market) implements Protocol {
    @Override
    public void begin(Order order, Consumer<Answer> then) {
        Write row = market.rowOf(order);
        market.retries()
                .run(
                        order.deadline(),
                        (_, answered) -> market.database().read(row.item(), () -> {}, answered),
                        then);
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
                            learn(order, item, answer, () -> answered.accept(answer));
                        });
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
        var claim = new Write(row.item(), () -> true, () -> claim(order));
        market.retries()
                .run(
                        order.deadline(),
                        (_, answered) -> market.database().write(claim, answered),
                        then);
    }

    private void claim(Order order) {
        market.books().claim(order.units());
        order.claim();
    }

    private Write taking(Order order, Part part) {
        return Market.taking(
                part,
                () -> {
                    market.books().take(part.item(), part.units());
                    order.taken().add(part);
                });
    }
}
