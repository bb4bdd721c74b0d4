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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A confirmed order can be cancelled in parts, any number of times: never more than it holds, and
 * never shipped units.
 */
final class CancelPolicy {
    private CancelPolicy() {}

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
                command.lines().isEmpty() ? byPlace(held) : Contents.unitsByLine(command.lines());
        if (lines.isEmpty()) {
            return new Answer<>(new ExceedsOrder(nothingLeft(reservation)));
        }
        var allocation = Allocation.of(lines, reservation.unshipped());
        if (allocation.excesses().isEmpty()) {
            return write(allocation.lines(), command, contents);
        }
        List<Excess> excesses =
                allocation.excesses().stream()
                        .map(
                                it ->
                                        new Excess(
                                                it.line().sku(),
                                                it.line().location(),
                                                it.requested(),
                                                it.possible()))
                        .toList();
        if (!Allocation.of(lines, held).excesses().isEmpty()) {
            return new Answer<>(new ExceedsOrder(excesses));
        }
        return new Answer<>(
                new AlreadyShipped(
                        command.lines().isEmpty()
                                ? all(lines, reservation, held)
                                : excesses.stream()
                                        .map(excess -> shipped(excess, reservation, held))
                                        .toList()));
    }

    /** The lines of a cancellation without lines: all held units. */
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

    /** Every line of the order, so that the caller sees what can still be cancelled. */
    private static List<PartlyShipped> all(
            Map<LineKey, Long> lines, Reservation reservation, Map<ItemKey, Long> held) {
        return lines.entrySet().stream()
                .map(
                        line ->
                                new Excess(
                                        line.getKey().sku(),
                                        line.getKey().location(),
                                        line.getValue(),
                                        unitsOf(line.getKey(), reservation.unshipped())))
                .map(line -> shipped(line, reservation, held))
                .toList();
    }

    private static PartlyShipped shipped(
            Excess line, Reservation reservation, Map<ItemKey, Long> held) {
        var key = new LineKey(line.sku(), line.location());
        return new PartlyShipped(
                line.sku(),
                line.location(),
                line.requested(),
                line.cancellable(),
                unitsOf(key, held) - unitsOf(key, reservation.unshipped()));
    }

    private static long unitsOf(LineKey line, Map<ItemKey, Long> units) {
        return units.entrySet().stream()
                .filter(item -> line.isFor(item.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
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
}
