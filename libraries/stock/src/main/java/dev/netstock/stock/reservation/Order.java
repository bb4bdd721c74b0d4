package dev.netstock.stock.reservation;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Delta;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An order, read from its numbered deltas. It can have steps but no reservation, if a sweep fenced
 * off a crashed attempt.
 *
 * @param steps the numbered deltas, oldest first
 */
record Order(OrderId id, List<Delta> steps) {
    Order {
        steps = List.copyOf(steps);
    }

    int nextStep() {
        return steps.size() + 1;
    }

    Optional<Reservation> reservation() {
        Optional<Reservation> reservation = Optional.empty();
        for (Delta step : steps) {
            reservation = Evolution.evolve(reservation, step);
        }
        return reservation;
    }

    Order plus(Delta step) {
        return new Order(id, Stream.concat(steps.stream(), Stream.of(step)).toList());
    }
}
