package dev.netstock.stock.reservation;

import dev.netstock.stock.CancellationId;
import dev.netstock.stock.OrderId;

import java.util.List;

/**
 * Cancels some units of a confirmed order, or all remaining ones.
 *
 * @param orderId the order
 * @param cancellationId the cancellation's id; the same id means the same cancellation
 * @param lines the units to cancel; empty for all remaining units. A line without a location
 *     cancels units at any location that holds them
 */
public record CancelCommand(
        OrderId orderId, CancellationId cancellationId, List<RequestedLine> lines) {
    public CancelCommand {
        lines = List.copyOf(lines);
        if (lines.size() > ReserveCommand.LINES_MAX) {
            throw new IllegalArgumentException("A cancellation has at most 99 lines");
        }
    }
}
