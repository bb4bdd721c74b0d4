package dev.netstock.ledger.movements;

import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calculates the shipped units of orders in the simplest way. */
final class ShippedModel {
    private ShippedModel() {}

    private record Line(String orderId, String sku, String location) {}

    static long shipped(List<Movement> reported) {
        Map<Line, Long> byBooks = new HashMap<>();
        Map<Line, Long> byWarehouse = new HashMap<>();
        for (Movement movement : reported) {
            movement.orderId()
                    .map(order -> new Line(order, movement.sku(), movement.location()))
                    .ifPresent(
                            line ->
                                    (movement.kind() == MovementKind.SALE ? byBooks : byWarehouse)
                                            .merge(line, movement.units(), Long::sum));
        }
        long shipped = byBooks.values().stream().mapToLong(Long::longValue).sum();
        for (Map.Entry<Line, Long> line : byWarehouse.entrySet()) {
            long books = byBooks.getOrDefault(line.getKey(), 0L);
            shipped += Math.max(0, line.getValue() - books);
        }
        return shipped;
    }
}
