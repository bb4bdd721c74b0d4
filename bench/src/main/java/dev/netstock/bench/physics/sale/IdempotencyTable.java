package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.sale.Order.Part;

import java.util.List;
import java.util.function.Consumer;

/**
 * A record that is put before the work and updated after it, as in general idempotency libraries.
 *
 * @param market the shared state of the run
 * @param work the work
 */
record IdempotencyTable(Market market, Protocol work) implements Protocol {
    @Override
    public void begin(Order order, Consumer<Answer> then) {
        writeRecord(order, then);
    }

    @Override
    public void takeByHash(Order order, Consumer<Answer> then) {
        work.takeByHash(order, then);
    }

    @Override
    public void take(Order order, List<Part> parts, Consumer<Answer> then) {
        work.take(order, parts, then);
    }

    @Override
    public void end(Order order, Consumer<Answer> then) {
        writeRecord(order, then);
    }

    private void writeRecord(Order order, Consumer<Answer> then) {
        market.retries()
                .run(
                        order.deadline(),
                        (_, answered) -> market.database().write(market.rowOf(order), answered),
                        then);
    }
}
