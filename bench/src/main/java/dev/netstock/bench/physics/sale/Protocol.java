package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.sale.Order.Part;

import java.util.List;
import java.util.function.Consumer;

/** The requests by which an order gets its units. */
public interface Protocol {
    /** The protocols that are compared. */
    enum Kind {
        /** Look, plain conditional write, claim row: what net stock does. */
        TAKE_AND_CLAIM("take and claim"),
        /** The order's row and the item in one transaction. */
        ONE_TRANSACTION("one transaction"),
        /** A record before that transaction, and its update after it. */
        IDEMPOTENCY_AND_TRANSACTION("idempotency table + transaction");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** As it stands in tables. */
        public String title() {
            return title;
        }

        Protocol over(Market market) {
            return switch (this) {
                case TAKE_AND_CLAIM -> new TakeAndClaim(market);
                case ONE_TRANSACTION -> new OneTransaction(market);
                case IDEMPOTENCY_AND_TRANSACTION ->
                        new IdempotencyTable(market, new OneTransaction(market));
            };
        }
    }

    /** What comes before units are asked for. */
    void begin(Order order, Consumer<Answer> then);

    /** Takes all that the order lacks from an item that it picks by its id. */
    void takeByHash(Order order, Consumer<Answer> then);

    /** Takes these parts; if one is short, those that were taken stay with the order. */
    void take(Order order, List<Part> parts, Consumer<Answer> then);

    /** What comes after the units were taken: then the order stands. */
    void end(Order order, Consumer<Answer> then);
}
