package dev.netstock.checkout;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.TransferCommand;

import java.util.List;
import java.util.Optional;

/** Decodes {@code {"to", "lines"?}}; without lines, all units that have not shipped are moved. */
final class TransferRequest {
    private TransferRequest() {}

    static Decoded<TransferCommand> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<OrderId> orderId = request.path("orderId", StockFormats.ORDER_ID, errors);
        Optional<TransferId> transferId =
                request.path("transferId", StockFormats.TRANSFER_ID, errors);
        request.refuseQuery(errors);
        Optional<Contents> contents = request.body(errors).map(Contents::read);
        return errors.orElse(
                () ->
                        new TransferCommand(
                                orderId.orElseThrow(),
                                transferId.orElseThrow(),
                                contents.orElseThrow().to().orElseThrow(),
                                contents.orElseThrow().lines()));
    }

    /** The decoded body. */
    private record Contents(Optional<Location> to, List<RequestedLine> lines) {
        static Contents read(JsonMembers body) {
            Optional<Location> to = body.required("to", StockFormats.LOCATION);
            List<RequestedLine> lines =
                    body.hasAny(List.of("lines")) ? RequestedLines.read(body) : List.of();
            body.refuseOthers();
            return new Contents(to, lines);
        }
    }
}
