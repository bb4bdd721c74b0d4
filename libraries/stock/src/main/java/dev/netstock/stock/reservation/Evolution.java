package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Change.Abandoned;
import dev.netstock.stock.delta.Change.Cancelled;
import dev.netstock.stock.delta.Change.Confirmed;
import dev.netstock.stock.delta.Change.Expired;
import dev.netstock.stock.delta.Change.Extended;
import dev.netstock.stock.delta.Change.Released;
import dev.netstock.stock.delta.Change.Reserved;
import dev.netstock.stock.delta.Change.Shipped;
import dev.netstock.stock.delta.Change.SupplyChanged;
import dev.netstock.stock.delta.Change.Transferred;
import dev.netstock.stock.delta.Change.Undone;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.reservation.Reservation.HeldItem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds a reservation from its deltas. */
final class Evolution {
    private Evolution() {}

    /** The reservation after one more numbered step. */
    static Optional<Reservation> evolve(Optional<Reservation> before, Delta step) {
        return switch (step.change()) {
            case Reserved reserved -> Optional.of(reservation(before, step, reserved));
            case Abandoned _ ->
                    before.map(
                            reservation ->
                                    with(
                                            reservation,
                                            step,
                                            reservation.state(),
                                            reservation.items()));
            case Confirmed confirmed ->
                    before.map(
                            reservation ->
                                    with(
                                            reservation,
                                            step,
                                            ReservationState.CONFIRMED,
                                            confirmedItems(reservation, confirmed)));
            case Released _ ->
                    before.map(
                            reservation ->
                                    with(
                                            reservation,
                                            step,
                                            ReservationState.RELEASED,
                                            reservation.items()));
            case Expired _ ->
                    before.map(
                            reservation ->
                                    with(
                                            reservation,
                                            step,
                                            ReservationState.EXPIRED,
                                            reservation.items()));
            case Cancelled cancelled ->
                    before.map(reservation -> cancelled(reservation, step, cancelled));
            case Extended extended ->
                    before.map(reservation -> extended(reservation, step, extended));
            case Transferred transferred ->
                    before.map(
                            reservation ->
                                    with(
                                            reservation,
                                            step,
                                            reservation.state(),
                                            transferredItems(reservation, transferred)));
            case Shipped shipped -> before.map(reservation -> shipped(reservation, step, shipped));
            case Undone _,
                    SupplyChanged _,
                    Change.Corrected _,
                    Change.Reconciled _,
                    Change.Moved _ ->
                    throw notAStep(step.change());
        };
    }

    private static Reservation reservation(
            Optional<Reservation> before, Delta step, Reserved reserved) {
        if (before.isPresent()) {
            throw new IllegalStateException("An order is reserved once");
        }
        return new Reservation(
                new OrderId(step.cause().id()),
                step.channel().orElseThrow(),
                ReservationState.RESERVED,
                Integer.parseInt(step.step()),
                reserved.contents(),
                taken(reserved.lines()),
                step.origin().at(),
                reserved.expiresAt(),
                List.of(),
                List.of(step));
    }

    private static List<HeldItem> taken(List<DeltaLine> takes) {
        return takes.stream().map(take -> new HeldItem(take.item(), -take.units(), 0)).toList();
    }

    /**
     * After a late confirmation, the order holds what its expiry did not give back, and the new
     * takes.
     */
    private static List<HeldItem> confirmedItems(Reservation reservation, Confirmed confirmed) {
        if (confirmed.lines().isEmpty()) {
            return reservation.items();
        }
        Map<ItemKey, Long> gone = givenBackByExpiry(reservation);
        Map<ItemKey, Long> units = new LinkedHashMap<>();
        for (HeldItem item : reservation.items()) {
            units.put(item.item(), item.ordered() - gone.getOrDefault(item.item(), 0L));
        }
        confirmed.lines().forEach(take -> units.merge(take.item(), -take.units(), Long::sum));
        return units.entrySet().stream()
                .filter(item -> item.getValue() > 0)
                .map(item -> new HeldItem(item.getKey(), item.getValue(), 0))
                .toList();
    }

    /** The units that the expiry of a reservation gave back, item by item. */
    static Map<ItemKey, Long> givenBackByExpiry(Reservation reservation) {
        Map<ItemKey, Long> units = new LinkedHashMap<>();
        reservation.steps().stream()
                .filter(step -> step.change() instanceof Expired)
                .flatMap(step -> step.lines().stream())
                .forEach(line -> units.merge(line.item(), line.units(), Long::sum));
        return units;
    }

    private static Reservation extended(Reservation before, Delta step, Extended extended) {
        return new Reservation(
                before.orderId(),
                before.channel(),
                before.state(),
                Integer.parseInt(step.step()),
                before.contents(),
                before.items(),
                before.reservedAt(),
                extended.expiresAt(),
                before.shipped(),
                Stream.concat(before.steps().stream(), Stream.of(step)).toList());
    }

    /** The order has taken its units where they are now. */
    private static List<HeldItem> transferredItems(
            Reservation reservation, Transferred transferred) {
        Map<ItemKey, HeldItem> items = new LinkedHashMap<>();
        reservation.items().forEach(held -> items.put(held.item(), held));
        for (DeltaLine line : transferred.lines()) {
            items.merge(
                    line.item(),
                    new HeldItem(line.item(), -line.units(), 0),
                    (held, moved) ->
                            new HeldItem(
                                    held.item(),
                                    held.ordered() + moved.ordered(),
                                    held.cancelled()));
        }
        return items.values().stream().filter(held -> held.ordered() > 0).toList();
    }

    private static Reservation shipped(Reservation before, Delta step, Shipped shipped) {
        Map<ItemKey, Long> units = new LinkedHashMap<>();
        Stream.concat(before.shipped().stream(), shipped.shipped().stream())
                .forEach(
                        line ->
                                units.merge(
                                        ItemKey.of(line.sku(), line.location()),
                                        line.units(),
                                        Long::sum));
        List<ShippedLine> all =
                units.entrySet().stream()
                        .map(
                                place ->
                                        new ShippedLine(
                                                place.getKey().sku(),
                                                place.getKey().location(),
                                                place.getValue()))
                        .toList();
        return with(before, step, before.state(), before.items(), all);
    }

    private static Reservation cancelled(Reservation before, Delta step, Cancelled cancelled) {
        List<HeldItem> items =
                before.items().stream()
                        .map(
                                held ->
                                        new HeldItem(
                                                held.item(),
                                                held.ordered(),
                                                held.cancelled()
                                                        + unitsOf(held, cancelled.lines())))
                        .toList();
        boolean nothingLeft = items.stream().allMatch(held -> held.held() == 0);
        return with(
                before,
                step,
                nothingLeft ? ReservationState.CANCELLED : ReservationState.CONFIRMED,
                items);
    }

    private static long unitsOf(HeldItem held, List<DeltaLine> lines) {
        return lines.stream()
                .filter(line -> line.item().equals(held.item()))
                .mapToLong(DeltaLine::units)
                .sum();
    }

    private static Reservation with(
            Reservation before, Delta step, ReservationState state, List<HeldItem> items) {
        return with(before, step, state, items, before.shipped());
    }

    private static Reservation with(
            Reservation before,
            Delta step,
            ReservationState state,
            List<HeldItem> items,
            List<ShippedLine> shipped) {
        return new Reservation(
                before.orderId(),
                before.channel(),
                state,
                Integer.parseInt(step.step()),
                before.contents(),
                items,
                before.reservedAt(),
                before.expiresAt(),
                shipped,
                Stream.concat(before.steps().stream(), Stream.of(step)).toList());
    }

    private static IllegalStateException notAStep(Change change) {
        return new IllegalStateException("Not a numbered step of an order: " + change.type());
    }
}
