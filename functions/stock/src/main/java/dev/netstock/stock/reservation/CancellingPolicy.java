package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.CancelResult.AlreadyCancelled;
import dev.netstock.stock.reservation.CancelResult.CancellationIdReused;
import dev.netstock.stock.reservation.CancelResult.Cancelled;
import dev.netstock.stock.reservation.CancelResult.ExceedsOrder;
import dev.netstock.stock.reservation.CancelResult.Excess;
import dev.netstock.stock.reservation.CancelResult.NotConfirmed;
import dev.netstock.stock.reservation.CancelResult.UnknownOrder;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Write;
import dev.netstock.stock.reservation.Reservation.HeldItem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A confirmed order gives back what its customer cancels: any part, any number of times, never more
 * than it has.
 */
final class CancellingPolicy {
    private CancellingPolicy() {}

    static Decision<CancelResult> decide(Optional<Reservation> state, CancelCommand command) {
        return state.map(reservation -> decide(reservation, command))
                .orElseGet(() -> new Answer<>(new UnknownOrder()));
    }

    private static Decision<CancelResult> decide(Reservation reservation, CancelCommand command) {
        String contents = Contents.of(command);
        return earlier(reservation, command)
                .<Decision<CancelResult>>map(
                        earlier ->
                                new Answer<>(
                                        earlier.contents().equals(contents)
                                                ? new AlreadyCancelled(reservation)
                                                : new CancellationIdReused()))
                .orElseGet(
                        () ->
                                switch (reservation.state()) {
                                    case CONFIRMED, CANCELLED ->
                                            allocate(reservation, command, contents);
                                    case RESERVED, RELEASED, EXPIRED ->
                                            new Answer<>(new NotConfirmed(reservation.state()));
                                });
    }

    private static Optional<Change.Cancelled> earlier(
            Reservation reservation, CancelCommand command) {
        return reservation.steps().stream()
                .map(Delta::change)
                .filter(Change.Cancelled.class::isInstance)
                .map(Change.Cancelled.class::cast)
                .filter(cancelled -> cancelled.cancellationId().equals(command.cancellationId()))
                .findFirst();
    }

    private static Decision<CancelResult> allocate(
            Reservation reservation, CancelCommand command, String contents) {
        if (command.lines().isEmpty()) {
            List<DeltaLine> left = GivingBack.all(reservation);
            return left.isEmpty()
                    ? new Answer<>(new ExceedsOrder(nothingLeft(reservation)))
                    : write(left, command, contents);
        }
        var allocation = new Allocation(reservation);
        Contents.addedUp(command.lines()).forEach(allocation::take);
        return allocation.excesses.isEmpty()
                ? write(allocation.lines(), command, contents)
                : new Answer<>(new ExceedsOrder(List.copyOf(allocation.excesses)));
    }

    private static Write<CancelResult> write(
            List<DeltaLine> lines, CancelCommand command, String contents) {
        return new Write<>(
                new Change.Cancelled(lines, command.cancellationId(), contents), Cancelled::new);
    }

    private static List<Excess> nothingLeft(Reservation reservation) {
        return reservation.lines().stream()
                .map(
                        line ->
                                new Excess(
                                        line.sku(),
                                        Optional.of(line.location()),
                                        line.quantity(),
                                        0))
                .toList();
    }

    /**
     * Hands the units to cancel out over the items that have them. Lines come as {@link
     * Contents#addedUp} sorts them, so a line that names no location gets what the others of its
     * SKU leave: together they exceed the order only if there is no other way to hand units out.
     */
    private static final class Allocation {
        private final Map<ItemKey, Long> left = new LinkedHashMap<>();
        private final Map<ItemKey, Long> given = new LinkedHashMap<>();
        private final List<Excess> excesses = new ArrayList<>();

        Allocation(Reservation reservation) {
            for (HeldItem held : reservation.items()) {
                left.merge(held.item(), held.cancellable(), Long::sum);
            }
        }

        void take(LineKey line, long units) {
            List<ItemKey> items =
                    left.keySet().stream()
                            .filter(item -> item.sku().equals(line.sku()))
                            .filter(
                                    item ->
                                            line.location()
                                                    .map(item.location()::equals)
                                                    .orElse(true))
                            .toList();
            long open = units;
            for (ItemKey item : items) {
                long part = Math.min(open, left.getOrDefault(item, 0L));
                left.merge(item, -part, Long::sum);
                given.merge(item, part, Long::sum);
                open -= part;
            }
            if (open > 0) {
                excesses.add(new Excess(line.sku(), line.location(), units, units - open));
            }
        }

        List<DeltaLine> lines() {
            return given.entrySet().stream()
                    .filter(entry -> entry.getValue() > 0)
                    .map(entry -> DeltaLine.giveBack(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }
}
