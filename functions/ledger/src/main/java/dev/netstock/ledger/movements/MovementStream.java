package dev.netstock.ledger.movements;

import dev.netstock.events.movement.Movement;
import dev.netstock.platform.call.Call;

import java.util.List;

/** Where movements are told. Implementations are thread-safe. */
@FunctionalInterface
interface MovementStream {
    /**
     * Tells them all, each at least once.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if the stream did not take all of them
     *     in time; some may be told: to tell them again does no harm
     */
    void put(List<Movement> movements, Call call);
}
