package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.CancelResult.AlreadyCancelled;
import dev.netstock.stock.reservation.CancelResult.AlreadyShipped;
import dev.netstock.stock.reservation.CancelResult.CancellationIdReused;
import dev.netstock.stock.reservation.CancelResult.Cancelled;
import dev.netstock.stock.reservation.CancelResult.ExceedsOrder;
import dev.netstock.stock.reservation.CancelResult.Excess;
import dev.netstock.stock.reservation.CancelResult.NotConfirmed;
import dev.netstock.stock.reservation.CancelResult.PartlyShipped;
import dev.netstock.stock.reservation.CancelResult.UnknownOrder;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A confirmed order gives back what its customer cancels: any part, any number of times, never more
 * than it has, and never what has left.
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
        Map<ItemKey, Long> held = reservation.held();
        Map<LineKey, Long> lines =
                command.lines().isEmpty() ? byPlace(held) : Contents.addedUp(command.lines());
        if (lines.isEmpty()) {
            return new Answer<>(new ExceedsOrder(nothingLeft(reservation)));
        }
        var allocation = Allocation.of(lines, reservation.unshipped());
        if (allocation.excesses.isEmpty()) {
            return write(allocation.lines(), command, contents);
        }
        if (!Allocation.of(lines, held).excesses.isEmpty()) {
            return new Answer<>(new ExceedsOrder(List.copyOf(allocation.excesses)));
        }
        Collection<LineKey> concerned =
                command.lines().isEmpty()
                        ? lines.keySet()
                        : allocation.excesses.stream()
                                .map(excess -> new LineKey(excess.sku(), excess.location()))
                                .toList();
        return new Answer<>(
                new AlreadyShipped(
                        concerned.stream()
                                .map(line -> shipped(line, lines, reservation, held))
                                .toList()));
    }

    /** What a cancellation without lines asks for: all that is held. */
    private static Map<LineKey, Long> byPlace(Map<ItemKey, Long> held) {
        Map<LineKey, Long> lines = new LinkedHashMap<>();
        held.forEach(
                (item, units) ->
                        lines.merge(
                                new LineKey(item.sku(), Optional.of(item.location())),
                                units,
                                Long::sum));
        return lines;
    }

    private static PartlyShipped shipped(
            LineKey line,
            Map<LineKey, Long> lines,
            Reservation reservation,
            Map<ItemKey, Long> held) {
        long unshipped = unitsOf(line, reservation.unshipped());
        return new PartlyShipped(
                line.sku(),
                line.location(),
                lines.getOrDefault(line, 0L),
                unshipped,
                unitsOf(line, held) - unshipped);
    }

    private static long unitsOf(LineKey line, Map<ItemKey, Long> units) {
        return units.entrySet().stream()
                .filter(item -> isFor(line, item.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static boolean isFor(LineKey line, ItemKey item) {
        return item.sku().equals(line.sku())
                && line.location().map(item.location()::equals).orElse(true);
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

    /** Hands the units to cancel out over the items that have them. */
    private static final class Allocation {
        private final Map<ItemKey, Long> left;
        private final Map<ItemKey, Long> given = new LinkedHashMap<>();
        private final List<Excess> excesses = new ArrayList<>();

        private Allocation(Map<ItemKey, Long> cancellable) {
            left = new LinkedHashMap<>(cancellable);
        }

        static Allocation of(Map<LineKey, Long> lines, Map<ItemKey, Long> cancellable) {
            var allocation = new Allocation(cancellable);
            lines.forEach(allocation::take);
            return allocation;
        }

        private void take(LineKey line, long units) {
            List<ItemKey> items = left.keySet().stream().filter(item -> isFor(line, item)).toList();
            long cancellable = items.stream().mapToLong(item -> left.getOrDefault(item, 0L)).sum();
            if (units > cancellable) {
                excesses.add(new Excess(line.sku(), line.location(), units, cancellable));
                return;
            }
            long open = units;
            for (ItemKey item : items) {
                long part = Math.min(open, left.getOrDefault(item, 0L));
                left.merge(item, -part, Long::sum);
                given.merge(item, part, Long::sum);
                open -= part;
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
