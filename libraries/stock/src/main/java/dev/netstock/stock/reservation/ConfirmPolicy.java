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
final class ConfirmPolicy {
    private ConfirmPolicy() {}

    static Decision<ConfirmResult> decide(Optional<Reservation> state) {
        return state.map(ConfirmPolicy::decide).orElseGet(() -> new Answer<>(new UnknownOrder()));
    }

    private static Decision<ConfirmResult> decide(Reservation reservation) {
        return switch (reservation.state()) {
            case RESERVED -> new Write<>(new Change.Confirmed(List.of()), Confirmed::new);
            case CONFIRMED, CANCELLED -> new Answer<>(new Confirmed(reservation));
            case RELEASED -> new Answer<>(new ReservationClosed(reservation.state()));
            case EXPIRED -> afterExpiry(reservation);
        };
    }

    /** Units that had left when it expired never went back: the order still holds them. */
    private static Decision<ConfirmResult> afterExpiry(Reservation reservation) {
        Map<ItemKey, Long> gone = Evolution.givenBackByExpiry(reservation);
        return gone.isEmpty()
                ? new Write<>(new Change.Confirmed(List.of()), Confirmed::new)
                : new Take<>(asTaken(gone), asAsked(gone, anywhere(reservation)));
    }

    private static SortedMap<LineKey, Long> asTaken(Map<ItemKey, Long> gone) {
        SortedMap<LineKey, Long> lines = new TreeMap<>();
        gone.forEach((item, units) -> lines.merge(at(item), units, Long::sum));
        return lines;
    }

    /** Units that the order asked for without a location may come from any. */
    private static SortedMap<LineKey, Long> asAsked(
            Map<ItemKey, Long> gone, Map<ItemKey, Long> anywhere) {
        SortedMap<LineKey, Long> lines = asTaken(gone);
        anywhere.forEach(
                (item, asked) -> {
                    long units = Math.min(asked, gone.getOrDefault(item, 0L));
                    lines.merge(at(item), -units, Long::sum);
                    lines.merge(new LineKey(item.sku(), Optional.empty()), units, Long::sum);
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
