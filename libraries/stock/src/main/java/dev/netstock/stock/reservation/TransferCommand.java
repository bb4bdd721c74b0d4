package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.TransferId;

import java.util.List;

/**
 * Moves units of an order to another location.
 *
 * @param orderId the order
 * @param transferId the transfer's id; the same id means the same transfer
 * @param to the location that is to hold the units
 * @param lines the units to move; empty for all units that have not shipped. A line names the
 *     location that holds its units, or none for any other location
 */
public record TransferCommand(
        OrderId orderId, TransferId transferId, Location to, List<RequestedLine> lines) {
    public TransferCommand {
        lines = List.copyOf(lines);
        if (lines.size() > ReserveCommand.LINES_MAX) {
            throw new IllegalArgumentException("A transfer has at most 99 lines");
        }
    }
}
