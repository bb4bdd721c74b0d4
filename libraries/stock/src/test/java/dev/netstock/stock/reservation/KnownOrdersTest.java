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
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private final KnownOrders known = new KnownOrders();

    @Test
    void get_ofAnOrderWithoutRows_isEmpty() {
        known.note(order("A-1", 0), NOON);

        assertThat(known.get(new OrderId("A-1"), NOON)).isEmpty();
    }

    /** Of two readings that overlap, the one that began first may be noted last. */
    @Test
    void note_ofFewerRows_keepsTheOthers() {
        known.note(order("A-1", 2), NOON);
        known.note(order("A-1", 1), NOON);

        assertThat(known.get(new OrderId("A-1"), NOON)).contains(order("A-1", 2));
    }

    @Test
    void note_ofMoreThanAThousandOrders_forgetsThoseNotedLongestAgo() {
        known.note(order("A-1", 1), NOON);
        known.note(order("A-2", 1), NOON);
        known.note(order("A-1", 2), NOON);
        IntStream.range(0, 999).forEach(i -> known.note(order("B-" + i, 1), NOON));

        assertThat(known.get(new OrderId("A-1"), NOON)).contains(order("A-1", 2));
        assertThat(known.get(new OrderId("A-2"), NOON)).isEmpty();
        assertThat(known.get(new OrderId("B-0"), NOON)).isPresent();
    }

    /** After a restore of the tables, rows may be missing. */
    @Test
    void get_aQuarterOfAnHourLater_isEmpty() {
        known.note(order("A-1", 1), NOON);

        assertThat(known.get(new OrderId("A-1"), NOON.plusSeconds(899))).isPresent();
        assertThat(known.get(new OrderId("A-1"), NOON.plusSeconds(900))).isEmpty();
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
