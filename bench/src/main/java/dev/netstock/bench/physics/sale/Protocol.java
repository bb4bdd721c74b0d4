package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.sale.Order.Part;

import java.util.List;
import java.util.function.Consumer;

/** The requests of an order. */
public interface Protocol {
    /** The protocols that are compared. */
    enum Kind {
        /** Plain conditional write, claim row, a read only in doubt: the protocol of net stock. */
        TAKE_AND_CLAIM("take and claim"),
        /** Every order is read first: the protocol of net stock until 2026-11-29. */
        LOOK_TAKE_AND_CLAIM("look, take and claim"),
        /** The order's row and the item in one transaction. */
        ONE_TRANSACTION("one transaction"),
        /** A record before that transaction, and its update after it. */
        IDEMPOTENCY_AND_TRANSACTION("idempotency table + transaction");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** The name in tables. */
        public String title() {
            return title;
        }

        Protocol over(Market market) {
            return switch (this) {
                case TAKE_AND_CLAIM -> new TakeAndClaim(market, true);
                case LOOK_TAKE_AND_CLAIM -> new TakeAndClaim(market, false);
                case ONE_TRANSACTION -> new OneTransaction(market);
                case IDEMPOTENCY_AND_TRANSACTION ->
                        new IdempotencyTable(market, new OneTransaction(market));
            };
        }
    }

    /**
     * The requests before units are taken. {@link Answer#CONDITION_FAILED} if the order is a
     * repeat.
     */
    void begin(Order order, Consumer<Answer> then);

    /** Reads the order's row. {@link Answer#CONDITION_FAILED} if the order is a repeat. */
    default void look(Order order, Consumer<Answer> then) {
        then.accept(Answer.DONE);
    }

    /** Takes all units of the order from one item, chosen by its id. */
    void takeByHash(Order order, Consumer<Answer> then);

    /** Takes these parts; if one is short, the order keeps the others. */
    void take(Order order, List<Part> parts, Consumer<Answer> then);

    /**
     * The requests after the units were taken, which claim them. {@link Answer#CONDITION_FAILED} if
     * the order is a repeat.
     */
    void end(Order order, Consumer<Answer> then);
}
