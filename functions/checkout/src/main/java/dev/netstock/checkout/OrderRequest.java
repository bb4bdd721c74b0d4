package dev.netstock.checkout;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.format.StockFormats;

import java.util.Optional;

/** Decodes a request that says no more than which order it is about. */
final class OrderRequest {
    private OrderRequest() {}

    /** A request without a body, by its method; if it has one nevertheless, nobody looks at it. */
    static Decoded<OrderId> decode(HttpRequest request) {
        ValidationErrors faults = new ValidationErrors();
        Optional<OrderId> orderId = order(request, faults);
        return faults.orElse(orderId::orElseThrow);
    }

    /** A request that may have a body, as many clients send one, with nothing in it. */
    static Decoded<OrderId> decodeEmptyBody(HttpRequest request) {
        ValidationErrors faults = new ValidationErrors();
        Optional<OrderId> orderId = order(request, faults);
        if (request.hasBody()) {
            request.body(faults).ifPresent(JsonMembers::refuseOthers);
        }
        return faults.orElse(orderId::orElseThrow);
    }

    private static Optional<OrderId> order(HttpRequest request, ValidationErrors faults) {
        request.refuseQuery(faults);
        return request.path("orderId", StockFormats.ORDER_ID, faults);
    }
}
