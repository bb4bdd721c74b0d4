package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.reservation.ConfirmPolicy.ConfirmDecision.Answer;
import dev.netstock.stock.reservation.ConfirmPolicy.ConfirmDecision.Confirm;
import dev.netstock.stock.reservation.ConfirmPolicy.ConfirmDecision.TakeAgain;
import dev.netstock.stock.reservation.ConfirmResult.Confirmed;
import dev.netstock.stock.reservation.ConfirmResult.ReservationClosed;
import dev.netstock.stock.reservation.ConfirmResult.UnknownOrder;
import dev.netstock.stock.reservation.Contents.LineKey;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A successful payment confirms a reservation; an expired reservation takes its units again. */
final class ConfirmPolicy {
    /** What a confirmation does. */
    sealed interface ConfirmDecision {
        /** The order's rows hold the answer: write nothing. */
        record Answer(ConfirmResult result) implements ConfirmDecision {}

        /** The order holds all its units: write the step. */
        record Confirm() implements ConfirmDecision {}

        /**
         * The units went back when the reservation expired: take them again. The next step claims
         * them.
         *
         * @param asTaken from the locations that they came from
         * @param asAsked if that fails, from any location that the request allows
         */
        record TakeAgain(SortedMap<LineKey, Long> asTaken, SortedMap<LineKey, Long> asAsked)
                implements ConfirmDecision {}
    }

    private ConfirmPolicy() {}

    static ConfirmDecision decide(Optional<Reservation> state) {
        return state.map(ConfirmPolicy::decide).orElseGet(() -> new Answer(new UnknownOrder()));
    }

    private static ConfirmDecision decide(Reservation reservation) {
        return switch (reservation.state()) {
            case RESERVED -> new Confirm();
            case CONFIRMED, CANCELLED -> new Answer(new Confirmed(reservation));
            case RELEASED -> new Answer(new ReservationClosed(reservation.state()));
            case EXPIRED -> afterExpiry(reservation);
        };
    }

    /** The expiry gave back no shipped units: the order still holds those. */
    private static ConfirmDecision afterExpiry(Reservation reservation) {
        Map<ItemKey, Long> givenBack = Evolution.givenBackByExpiry(reservation);
        return givenBack.isEmpty()
                ? new Confirm()
                : new TakeAgain(asTaken(givenBack), asAsked(givenBack, anywhere(reservation)));
    }

    private static SortedMap<LineKey, Long> asTaken(Map<ItemKey, Long> givenBack) {
        SortedMap<LineKey, Long> lines = new TreeMap<>();
        givenBack.forEach((item, units) -> lines.merge(at(item), units, Long::sum));
        return lines;
    }

    /** Units of the line that named no location may come from any location. */
    private static SortedMap<LineKey, Long> asAsked(
            Map<ItemKey, Long> givenBack, Map<ItemKey, Long> anywhere) {
        SortedMap<LineKey, Long> lines = asTaken(givenBack);
        anywhere.forEach(
                (item, asked) -> {
                    long units = Math.min(asked, givenBack.getOrDefault(item, 0L));
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
