package dev.netstock.stock.reservation;

import dev.netstock.stock.CancellationId;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.reservation.TransferPolicy.TransferDecision.Move;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Units that left from another location than the one that holds them belong to the order there: its
 * hold follows them. Of a SKU, as many units follow as left beyond what their location held, less
 * what a repair has given back for the same reason.
 */
final class ShipmentTransferPolicy {
    /** The prefix of the ids of these transfers, and of the cancellations of reconcile's repair. */
    static final String PREFIX = "shipped-elsewhere.";

    private ShipmentTransferPolicy() {}

    /** Whether a cancellation gave back units because they left from another location. */
    static boolean isRepair(CancellationId id) {
        return id.value().startsWith(PREFIX);
    }

    /** The move to the first location whose shipments are not covered; empty if there is none. */
    static Optional<Move> next(Reservation reservation) {
        return switch (reservation.state()) {
            case RESERVED, CONFIRMED ->
                    uncovered(reservation).entrySet().stream()
                            .map(place -> move(reservation, place.getKey(), place.getValue()))
                            .flatMap(Optional::stream)
                            .findFirst();
            case RELEASED, EXPIRED, CANCELLED -> Optional.empty();
        };
    }

    private static Optional<Move> move(
            Reservation reservation, Location to, Map<Sku, Long> uncovered) {
        Map<Sku, Long> open = new HashMap<>(uncovered);
        Map<ItemKey, Long> returns = new LinkedHashMap<>();
        reservation
                .unshipped()
                .forEach(
                        (item, units) -> {
                            long part = Math.min(units, open.getOrDefault(item.sku(), 0L));
                            if (part > 0 && !item.location().equals(to)) {
                                returns.merge(item, part, Long::sum);
                                open.merge(item.sku(), -part, Long::sum);
                            }
                        });
        List<DeltaLine> lines =
                returns.entrySet().stream()
                        .map(item -> DeltaLine.giveBack(item.getKey(), item.getValue()))
                        .toList();
        var id = new TransferId(PREFIX + (reservation.version() + 1));
        return lines.isEmpty() ? Optional.empty() : Optional.of(Move.of(to, lines, id, id.value()));
    }

    /** Units that left from a location beyond what it holds, by location and SKU. */
    private static Map<Location, Map<Sku, Long>> uncovered(Reservation reservation) {
        Map<ItemKey, Long> held = new HashMap<>();
        reservation.held().forEach((item, units) -> held.merge(item.first(), units, Long::sum));
        Map<Sku, Long> repaired = repaired(reservation);
        Map<Location, Map<Sku, Long>> uncovered = new LinkedHashMap<>();
        for (ShippedLine line : reservation.shipped()) {
            ItemKey place = ItemKey.of(line.sku(), line.location());
            long units = Math.max(0, line.units() - held.getOrDefault(place, 0L));
            long done = Math.min(units, repaired.getOrDefault(line.sku(), 0L));
            repaired.merge(line.sku(), -done, Long::sum);
            if (units > done) {
                uncovered
                        .computeIfAbsent(line.location(), _ -> new LinkedHashMap<>())
                        .put(line.sku(), units - done);
            }
        }
        return uncovered;
    }

    /** Units that repairs have given back, by SKU. */
    private static Map<Sku, Long> repaired(Reservation reservation) {
        Map<Sku, Long> units = new HashMap<>();
        for (Delta step : reservation.steps()) {
            if (step.change() instanceof Change.Cancelled cancelled
                    && isRepair(cancelled.cancellationId())) {
                cancelled
                        .lines()
                        .forEach(line -> units.merge(line.item().sku(), line.units(), Long::sum));
            }
        }
        return units;
    }
}
