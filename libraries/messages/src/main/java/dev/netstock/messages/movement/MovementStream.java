package dev.netstock.messages.movement;

import dev.netstock.events.movement.Movement;
import dev.netstock.platform.call.Call;

import java.util.List;

/** The stream to which movements are published. Implementations are thread-safe. */
@FunctionalInterface
public interface MovementStream {
    /**
     * Publishes all movements, each at least once.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if the stream did not store all of
     *     them in time; it is safe to publish all of them again
     */
    void put(List<Movement> movements, Call call);
}
