package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.dynamodb.Write;
import dev.netstock.bench.physics.sale.Order.Part;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The order's row and its items in one transaction. The row's condition makes it idempotent, so no
 * read is needed. To its advantage, it always knows the number of items, and tries another one
 * after each failure.
 *
 * @param market the shared state of the run
 */
record OneTransaction(Market market) implements Protocol {
    @Override
    public void begin(Order order, Consumer<Answer> then) {
        then.accept(Answer.DONE);
    }

    @Override
    public void takeByHash(Order order, Consumer<Answer> then) {
        market.retries()
                .run(
                        order.deadline(),
                        (tries, answered) ->
                                transact(
                                        order,
                                        List.of(new Part(pick(order, tries), order.missing())),
                                        answered),
                        then);
    }

    private StockItem pick(Order order, int tries) {
        int open = market.shards().open();
        long number = tries > 0 ? market.random().nextInt(open) : order.hash() % open;
        return market.shards().items().get((int) number);
    }

    @Override
    public void take(Order order, List<Part> parts, Consumer<Answer> then) {
        market.retries()
                .run(order.deadline(), (_, answered) -> transact(order, parts, answered), then);
    }

    @Override
    public void end(Order order, Consumer<Answer> then) {
        then.accept(Answer.DONE);
    }

    private void transact(Order order, List<Part> parts, Consumer<Answer> answered) {
        Stream<Write> takes = parts.stream().map(part -> taking(order, part));
        market.database()
                .transact(Stream.concat(Stream.of(market.rowOf(order)), takes).toList(), answered);
    }

    private Write taking(Order order, Part part) {
        return Market.taking(
                part,
                () -> {
                    market.books().take(part.item(), part.units(), order.hash());
                    market.books().claim(part.units(), order.hash());
                    order.taken().add(part);
                    order.claim();
                });
    }
}
