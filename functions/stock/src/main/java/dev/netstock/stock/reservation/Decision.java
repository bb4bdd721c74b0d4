package dev.netstock.stock.reservation;

import dev.netstock.stock.delta.Change;

import java.util.List;
import java.util.function.Function;

/**
 * What a policy makes of a command and the order's state.
 *
 * @param <R> the command's result
 */
sealed interface Decision<R> {
    /** The state holds the answer: nothing is written. */
    record Answer<R>(R result) implements Decision<R> {}

    /** Write this change as the next step. */
    record Write<R>(Change change, Function<Reservation, R> result) implements Decision<R> {}

    /** Take these units; the next step will be their claim. */
    record Take<R>(List<ItemUnits> units) implements Decision<R> {}
}
