package dev.netstock.ledger.posting;

import dev.netstock.events.EventLine;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A line of a delta, with its place in it.
 *
 * @param line from 0
 */
record PostedLine(OrderDelta delta, int line, EventLine moved) {
    static List<PostedLine> of(Collection<OrderDelta> deltas) {
        return deltas.stream()
                .flatMap(
                        delta ->
                                IntStream.range(0, delta.lines().size())
                                        .mapToObj(
                                                i ->
                                                        new PostedLine(
                                                                delta, i, delta.lines().get(i))))
                .toList();
    }

    /** What the ledger calls taken: units that left what is available. */
    long taken() {
        return -moved.units();
    }
}
