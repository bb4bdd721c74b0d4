package dev.netstock.checkout;

import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveCommand;

import java.util.List;
import java.util.Optional;

/** The lines of a request: {@code [{"sku", "quantity", "location"?}]}. */
final class RequestedLines {
    private static final BooleanFormat FLAG = new BooleanFormat();

    private RequestedLines() {}

    static List<RequestedLine> read(JsonMembers body) {
        return body.requiredObjects("lines", ReserveCommand.LINES_MAX, RequestedLines::readOne);
    }

    /** The lines of a reservation: {@code [{"sku", "quantity", "location"?, "pickup"?}]}. */
    static List<RequestedLine> readReserved(JsonMembers body) {
        return body.requiredObjects(
                "lines", ReserveCommand.LINES_MAX, RequestedLines::readReservedLine);
    }

    private static Optional<RequestedLine> readReservedLine(JsonMembers line) {
        Optional<RequestedLine> read = readOne(line);
        boolean pickup = line.optional("pickup", FLAG).orElse(false);
        if (pickup && !line.hasAny(List.of("location"))) {
            line.refuse("location", "Required if pickup is true.");
        }
        return read.filter(it -> !pickup || it.location().isPresent())
                .map(it -> new RequestedLine(it.sku(), it.location(), it.quantity(), pickup));
    }

    private static Optional<RequestedLine> readOne(JsonMembers line) {
        Optional<Sku> sku = line.required("sku", StockFormats.SKU);
        Optional<Long> quantity = line.required("quantity", StockFormats.QUANTITY);
        Optional<Location> location = line.optional("location", StockFormats.LOCATION);
        return sku.flatMap(
                known ->
                        quantity.map(
                                units -> new RequestedLine(known, location, units.intValue())));
    }
}
