package dev.netstock.checkout;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.format.StockFormats;

import java.util.Optional;

/** Decodes a request that consists only of an order ID. */
final class OrderRequest {
    private OrderRequest() {}

    /** Decodes a request whose method has no body; a body is ignored. */
    static Decoded<OrderId> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<OrderId> orderId = order(request, errors);
        return errors.orElse(orderId::orElseThrow);
    }

    /**
     * Decodes a request that may have an empty JSON object as its body, as many clients send one.
     */
    static Decoded<OrderId> decodeEmptyBody(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<OrderId> orderId = order(request, errors);
        if (request.hasBody()) {
            request.body(errors).ifPresent(JsonMembers::refuseOthers);
        }
        return errors.orElse(orderId::orElseThrow);
    }

    private static Optional<OrderId> order(HttpRequest request, ValidationErrors errors) {
        request.refuseQuery(errors);
        return request.path("orderId", StockFormats.ORDER_ID, errors);
    }
}
