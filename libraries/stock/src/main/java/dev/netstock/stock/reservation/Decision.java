package dev.netstock.stock.reservation;

import dev.netstock.stock.delta.Change;

import java.util.function.Function;

/**
 * What a command that takes no units does to an order.
 *
 * @param <R> the command's result
 */
sealed interface Decision<R> {
    /** The order's rows hold the answer: write nothing. */
    record Answer<R>(R result) implements Decision<R> {}

    /** Write this change as the next step. */
    record Write<R>(Change change, Function<Reservation, R> result) implements Decision<R> {}
}
