package dev.netstock.movements;

import dev.netstock.events.movement.Movement;
import dev.netstock.stock.Call;

import java.util.List;

/** Where movements are told. Implementations are thread-safe. */
@FunctionalInterface
interface MovementStream {
    /**
     * Tells them all, each at least once.
     *
     * @throws dev.netstock.stock.TryAgainException if the stream did not take all of them in time;
     *     some may be told: to tell them again does no harm
     */
    void put(List<Movement> movements, Call call);
}
