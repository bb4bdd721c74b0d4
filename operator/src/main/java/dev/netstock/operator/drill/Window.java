package dev.netstock.operator.drill;

import java.time.Instant;

/** The moments to which a table or a cluster can be restored. */
record Window(Instant earliest, Instant latest) {
    /** The moments that both have. */
    Window and(Window other) {
        return new Window(
                earliest.isAfter(other.earliest) ? earliest : other.earliest,
                latest.isBefore(other.latest) ? latest : other.latest);
    }

    boolean contains(Instant at) {
        return !at.isBefore(earliest) && !at.isAfter(latest);
    }
}
