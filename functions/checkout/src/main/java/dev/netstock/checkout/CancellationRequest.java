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
 * Decodes {@code {"lines"}}, or a request without a body, which cancels all remaining units. An
 * object without lines is rejected, so that a mistake does not cancel a whole order.
 */
final class CancellationRequest {
    private CancellationRequest() {}

    static Decoded<CancelCommand> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<OrderId> orderId = request.path("orderId", StockFormats.ORDER_ID, errors);
        Optional<CancellationId> cancellationId =
                request.path("cancellationId", StockFormats.CANCELLATION_ID, errors);
        request.refuseQuery(errors);
        List<RequestedLine> lines = lines(request, errors);
        return errors.orElse(
                () ->
                        new CancelCommand(
                                orderId.orElseThrow(), cancellationId.orElseThrow(), lines));
    }

    private static List<RequestedLine> lines(HttpRequest request, ValidationErrors errors) {
        return request.hasBody()
                ? request.body(errors).map(CancellationRequest::lines).orElse(List.of())
                : List.of();
    }

    private static List<RequestedLine> lines(JsonMembers body) {
        List<RequestedLine> lines = RequestedLines.read(body);
        body.refuseOthers();
        return lines;
    }
}
