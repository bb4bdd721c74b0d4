package dev.netstock.ledger.posting;

import dev.netstock.events.EventLine;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A line of a delta.
 *
 * @param line its place in the delta, from 0
 */
record PostedLine(OrderDelta delta, int line, EventLine moved) {
    static List<PostedLine> of(Collection<OrderDelta> deltas) {
        return deltas.stream().flatMap(PostedLine::of).toList();
    }

    private static Stream<PostedLine> of(OrderDelta delta) {
        return IntStream.range(0, delta.lines().size())
                .mapToObj(line -> new PostedLine(delta, line, delta.lines().get(line)));
    }

    /** The units that left what is available. */
    long taken() {
        return -moved.units();
    }
}
