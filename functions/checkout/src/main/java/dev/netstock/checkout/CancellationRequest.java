package dev.netstock.checkout;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.reservation.CancelCommand;
import dev.netstock.stock.reservation.RequestedLine;

import java.util.List;
import java.util.Optional;

/**
 * Decodes {@code {"lines"}}, or no body at all, which stands for all that is left. An object
 * without lines is refused: nobody should cancel a whole order by a slip.
 */
final class CancellationRequest {
    private CancellationRequest() {}

    static Decoded<CancelCommand> decode(HttpRequest request) {
        ValidationErrors faults = new ValidationErrors();
        Optional<OrderId> orderId = request.path("orderId", StockFormats.ORDER_ID, faults);
        Optional<CancellationId> cancellationId =
                request.path("cancellationId", StockFormats.CANCELLATION_ID, faults);
        request.refuseQuery(faults);
        List<RequestedLine> lines = lines(request, faults);
        return faults.orElse(
                () ->
                        new CancelCommand(
                                orderId.orElseThrow(), cancellationId.orElseThrow(), lines));
    }

    private static List<RequestedLine> lines(HttpRequest request, ValidationErrors faults) {
        return request.hasBody()
                ? request.body(faults).map(CancellationRequest::lines).orElse(List.of())
                : List.of();
    }

    private static List<RequestedLine> lines(JsonMembers body) {
        List<RequestedLine> lines = RequestedLines.read(body);
        body.refuseOthers();
        return lines;
    }
}
