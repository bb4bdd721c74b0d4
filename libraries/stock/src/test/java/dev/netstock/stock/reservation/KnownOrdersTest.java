package dev.netstock.stock.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.Origin;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class KnownOrdersTest {
    private final KnownOrders known = new KnownOrders();

    @Test
    void get_ofAnOrderWithoutRows_isEmpty() {
        known.note(order("A-1", 0));

        assertThat(known.get(new OrderId("A-1"))).isEmpty();
    }

    /** Of two readings that overlap, the one that began first may be noted last. */
    @Test
    void note_ofFewerRows_keepsTheOthers() {
        known.note(order("A-1", 2));
        known.note(order("A-1", 1));

        assertThat(known.get(new OrderId("A-1"))).contains(order("A-1", 2));
    }

    @Test
    void note_ofMoreThanAThousandOrders_forgetsThoseNotedLongestAgo() {
        known.note(order("A-1", 1));
        known.note(order("A-2", 1));
        known.note(order("A-1", 2));
        IntStream.range(0, 999).forEach(i -> known.note(order("B-" + i, 1)));

        assertThat(known.get(new OrderId("A-1"))).contains(order("A-1", 2));
        assertThat(known.get(new OrderId("A-2"))).isEmpty();
        assertThat(known.get(new OrderId("B-0"))).isPresent();
    }

    private static Order order(String id, int rows) {
        var order = new OrderId(id);
        List<Delta> steps =
                IntStream.rangeClosed(1, rows)
                        .mapToObj(
                                step ->
                                        new Delta(
                                                Cause.of(order),
                                                Delta.stepKey(step),
                                                new Change.Abandoned(),
                                                Optional.empty(),
                                                new Origin(Instant.EPOCH, "test", "trace", "a")))
                        .toList();
        return new Order(order, steps);
    }
}
