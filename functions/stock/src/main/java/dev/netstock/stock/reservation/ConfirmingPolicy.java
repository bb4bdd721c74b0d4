package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.reservation.ConfirmResult.Confirmed;
import dev.netstock.stock.reservation.ConfirmResult.ReservationClosed;
import dev.netstock.stock.reservation.ConfirmResult.UnknownOrder;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Take;
import dev.netstock.stock.reservation.Decision.Write;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A payment that succeeded confirms what is reserved, and takes anew what had expired. */
final class ConfirmingPolicy {
    private ConfirmingPolicy() {}

    static Decision<ConfirmResult> decide(Optional<Reservation> state) {
        return state.map(ConfirmingPolicy::decide)
                .orElseGet(() -> new Answer<>(new UnknownOrder()));
    }

    private static Decision<ConfirmResult> decide(Reservation reservation) {
        return switch (reservation.state()) {
            case RESERVED -> new Write<>(new Change.Confirmed(List.of()), Confirmed::new);
            case CONFIRMED, CANCELLED -> new Answer<>(new Confirmed(reservation));
            case RELEASED -> new Answer<>(new ReservationClosed(reservation.state()));
            case EXPIRED -> new Take<>(asTaken(reservation), asAsked(reservation));
        };
    }

    private static SortedMap<LineKey, Long> asTaken(Reservation reservation) {
        SortedMap<LineKey, Long> lines = new TreeMap<>();
        reservation
                .items()
                .forEach(held -> lines.merge(at(held.item()), held.ordered(), Long::sum));
        return lines;
    }

    private static SortedMap<LineKey, Long> asAsked(Reservation reservation) {
        SortedMap<LineKey, Long> lines = asTaken(reservation);
        anywhere(reservation)
                .forEach(
                        (item, units) -> {
                            lines.merge(at(item), -units, Long::sum);
                            lines.merge(
                                    new LineKey(item.sku(), Optional.empty()), units, Long::sum);
                        });
        lines.values().removeIf(units -> units == 0);
        return lines;
    }

    private static LineKey at(ItemKey item) {
        return new LineKey(item.sku(), Optional.of(item.location()));
    }

    private static Map<ItemKey, Long> anywhere(Reservation reservation) {
        return reservation.steps().stream()
                .map(Delta::change)
                .filter(Change.Reserved.class::isInstance)
                .map(Change.Reserved.class::cast)
                .findFirst()
                .map(Change.Reserved::anywhere)
                .orElse(Map.of());
    }
}
