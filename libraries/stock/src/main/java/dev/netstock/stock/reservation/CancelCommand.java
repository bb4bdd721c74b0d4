package dev.netstock.stock.reservation;

import dev.netstock.stock.CancellationId;
import dev.netstock.stock.OrderId;

import java.util.List;

/**
 * Give back some units of a confirmed order, or all that are left.
 *
 * @param orderId the order
 * @param cancellationId this cancellation; the same id again is the same cancellation
 * @param lines what goes back; empty stands for all that is left. A line without a location takes
 *     them back from wherever the order has them
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
