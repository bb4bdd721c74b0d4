package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.TransferResult.AlreadyTransferred;
import dev.netstock.stock.reservation.TransferResult.ExceedsOrder;
import dev.netstock.stock.reservation.TransferResult.Excess;
import dev.netstock.stock.reservation.TransferResult.ReservationClosed;
import dev.netstock.stock.reservation.TransferResult.TooManyPlaces;
import dev.netstock.stock.reservation.TransferResult.TransferIdReused;
import dev.netstock.stock.reservation.TransferResult.UnknownOrder;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** An order that holds units can move those that have not shipped to another location. */
final class TransferPolicy {
    /** What a transfer does. */
    sealed interface TransferDecision {
        /** The order's rows hold the answer: write nothing. */
        record Answer(TransferResult result) implements TransferDecision {}

        /**
         * Take these units, and write a step that claims them and gives others back.
         *
         * @param takes units to take at the new location, by line
         * @param returns units to give back to the items that hold them
         */
        record Move(
                SortedMap<LineKey, Long> takes,
                List<DeltaLine> returns,
                TransferId transferId,
                String contents)
                implements TransferDecision {
            static Move of(
                    Location to, List<DeltaLine> returns, TransferId transferId, String contents) {
                SortedMap<LineKey, Long> takes = new TreeMap<>();
                returns.forEach(
                        line ->
                                takes.merge(
                                        new LineKey(line.item().sku(), Optional.of(to)),
                                        line.units(),
                                        Long::sum));
                return new Move(takes, returns, transferId, contents);
            }
        }
    }

    private TransferPolicy() {}

    static TransferDecision decide(Optional<Reservation> state, TransferCommand command) {
        return state.map(reservation -> decide(reservation, command))
                .orElseGet(() -> new TransferDecision.Answer(new UnknownOrder()));
    }

    private static TransferDecision decide(Reservation reservation, TransferCommand command) {
        String contents = Contents.of(command);
        Optional<Change.Transferred> earlier = earlier(reservation, command.transferId());
        if (earlier.isPresent()) {
            return new TransferDecision.Answer(
                    earlier.get().contents().equals(contents)
                            ? new AlreadyTransferred(reservation)
                            : new TransferIdReused());
        }
        return switch (reservation.state()) {
            case RESERVED, CONFIRMED -> allocate(reservation, command, contents);
            case RELEASED, EXPIRED, CANCELLED ->
                    new TransferDecision.Answer(new ReservationClosed(reservation.state()));
        };
    }

    private static Optional<Change.Transferred> earlier(
            Reservation reservation, TransferId transferId) {
        return reservation.steps().stream()
                .map(Delta::change)
                .filter(Change.Transferred.class::isInstance)
                .map(Change.Transferred.class::cast)
                .filter(transferred -> transferred.transferId().equals(transferId))
                .findFirst();
    }

    private static TransferDecision allocate(
            Reservation reservation, TransferCommand command, String contents) {
        Map<ItemKey, Long> movable = elsewhere(reservation.unshipped(), command.to());
        Map<LineKey, Long> lines =
                command.lines().isEmpty()
                        ? byPlace(movable)
                        : Contents.unitsByLine(command.lines());
        if (lines.isEmpty()) {
            return new TransferDecision.Answer(new ExceedsOrder(nothingToMove(reservation)));
        }
        var allocation = Allocation.of(lines, movable);
        if (!allocation.excesses().isEmpty()) {
            return new TransferDecision.Answer(
                    new ExceedsOrder(
                            allocation.excesses().stream().map(TransferPolicy::excess).toList()));
        }
        return fits(reservation, allocation.lines(), command.to())
                ? TransferDecision.Move.of(
                        command.to(), allocation.lines(), command.transferId(), contents)
                : new TransferDecision.Answer(new TooManyPlaces());
    }

    private static Map<ItemKey, Long> elsewhere(Map<ItemKey, Long> units, Location to) {
        Map<ItemKey, Long> elsewhere = new LinkedHashMap<>(units);
        elsewhere.keySet().removeIf(item -> item.location().equals(to));
        return elsewhere;
    }

    private static Map<LineKey, Long> byPlace(Map<ItemKey, Long> units) {
        Map<LineKey, Long> lines = new LinkedHashMap<>();
        units.forEach(
                (item, some) ->
                        lines.merge(
                                new LineKey(item.sku(), Optional.of(item.location())),
                                some,
                                Long::sum));
        return lines;
    }

    private static List<Excess> nothingToMove(Reservation reservation) {
        return reservation.lines().stream()
                .filter(line -> line.quantity() > line.cancelled())
                .map(
                        line ->
                                new Excess(
                                        line.sku(),
                                        Optional.of(line.location()),
                                        line.quantity() - line.cancelled(),
                                        0))
                .toList();
    }

    private static Excess excess(Allocation.Excess excess) {
        return new Excess(
                excess.line().sku(),
                excess.line().location(),
                excess.requested(),
                excess.possible());
    }

    /**
     * Later, all units of an order are given back in one transaction; and a restore of the tables
     * replays the whole step in one.
     */
    private static boolean fits(Reservation reservation, List<DeltaLine> returns, Location to) {
        Map<ItemKey, Long> left = new LinkedHashMap<>(reservation.held());
        returns.forEach(line -> left.merge(line.item(), -line.units(), Long::sum));
        Set<ItemKey> places = new HashSet<>();
        left.forEach(
                (item, units) -> {
                    if (units > 0) {
                        places.add(item.first());
                    }
                });
        Set<ItemKey> taken = new HashSet<>();
        returns.forEach(line -> taken.add(ItemKey.of(line.item().sku(), to)));
        places.addAll(taken);
        return places.size() <= ReserveCommand.LINES_MAX
                && taken.size() + returns.size() <= ReserveCommand.LINES_MAX;
    }
}
