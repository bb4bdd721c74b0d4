package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Write;
import dev.netstock.stock.reservation.ShipResult.AlreadyKnown;
import dev.netstock.stock.reservation.ShipResult.Shipped;
import dev.netstock.stock.reservation.ShipResult.UnknownOrder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An order records shipped units that it does not know yet, in any state. */
final class ShipPolicy {
    /** Limits the size of a step's event; more lines go into the next step. */
    static final int LINES_MAX = 500;

    private ShipPolicy() {}

    static Decision<ShipResult> decide(Optional<Reservation> state, List<ShippedLine> totals) {
        return state.map(reservation -> decide(reservation, totals))
                .orElseGet(() -> new Answer<>(new UnknownOrder()));
    }

    private static Decision<ShipResult> decide(Reservation reservation, List<ShippedLine> totals) {
        List<ShippedLine> more = unrecorded(reservation, totals);
        return more.isEmpty()
                ? new Answer<>(new AlreadyKnown(reservation))
                : new Write<>(
                        new Change.Shipped(more.subList(0, Math.min(more.size(), LINES_MAX))),
                        Shipped::new);
    }

    /**
     * By how much the totals exceed the recorded units. Of several totals of one place the largest
     * counts: smaller ones are older.
     */
    static List<ShippedLine> unrecorded(Reservation reservation, List<ShippedLine> totals) {
        Map<ItemKey, Long> units = new LinkedHashMap<>();
        totals.forEach(line -> units.merge(place(line), line.units(), Math::max));
        reservation
                .shipped()
                .forEach(
                        line ->
                                units.computeIfPresent(
                                        place(line), (_, total) -> total - line.units()));
        return units.entrySet().stream()
                .filter(line -> line.getValue() > 0)
                .map(
                        line ->
                                new ShippedLine(
                                        line.getKey().sku(),
                                        line.getKey().location(),
                                        line.getValue()))
                .toList();
    }

    private static ItemKey place(ShippedLine line) {
        return ItemKey.of(line.sku(), line.location());
    }
}
