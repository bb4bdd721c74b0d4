package dev.netstock.stock.reservation;

import dev.netstock.stock.delta.Change;
import dev.netstock.stock.reservation.Contents.LineKey;

import java.util.SortedMap;
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

    /**
     * Take units again; the next step will be their claim.
     *
     * @param asTaken from where they were
     * @param asAsked where that cannot be: from where the request allows
     */
    record Take<R>(SortedMap<LineKey, Long> asTaken, SortedMap<LineKey, Long> asAsked)
            implements Decision<R> {}
}
