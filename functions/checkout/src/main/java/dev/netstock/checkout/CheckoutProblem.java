package dev.netstock.checkout;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.json.JsonWriting;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.reservation.CancelResult.Excess;
import dev.netstock.stock.reservation.CancelResult.PartlyShipped;
import dev.netstock.stock.reservation.ReservationState;
import dev.netstock.stock.reservation.Shortage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The refusals of the checkout function, as problem details. */
final class CheckoutProblem {
    private static final ProblemType INSUFFICIENT_STOCK =
            new ProblemType("insufficient-stock", 409, "There is not enough stock");
    private static final ProblemType UNKNOWN_SKU =
            new ProblemType("unknown-sku", 422, "Nobody sells this SKU");
    private static final ProblemType ORDER_ID_REUSED =
            new ProblemType("order-id-reused", 409, "The order id stands for another request");
    private static final ProblemType RESERVATION_CLOSED =
            new ProblemType("reservation-closed", 409, "The reservation has ended");
    private static final ProblemType UNKNOWN_ORDER =
            new ProblemType("unknown-order", 404, "There is no such order");
    private static final ProblemType ALREADY_CONFIRMED =
            new ProblemType("already-confirmed", 409, "The order is confirmed");
    private static final ProblemType NOT_CONFIRMED =
            new ProblemType("not-confirmed", 409, "The order is not confirmed");
    private static final ProblemType EXCEEDS_ORDER =
            new ProblemType("exceeds-order", 409, "More would be cancelled than is left");
    private static final ProblemType ALREADY_SHIPPED =
            new ProblemType("already-shipped", 409, "Units of the order have been shipped");
    private static final ProblemType CANCELLATION_ID_REUSED =
            new ProblemType(
                    "cancellation-id-reused",
                    409,
                    "The cancellation id stands for another request");

    private CheckoutProblem() {}

    static Answer insufficientStock(List<Shortage> shortages) {
        return Problem.of(
                INSUFFICIENT_STOCK,
                "Nothing was taken. The shortages say what is available.",
                json -> JsonWriting.objects(json, "shortages", shortages, CheckoutProblem::write));
    }

    static Answer unknownSkus(List<Sku> skus) {
        return Problem.of(
                UNKNOWN_SKU,
                "Nothing was taken. The SKUs are sold at none of the locations asked for.",
                json -> {
                    json.writeArrayFieldStart("skus");
                    for (Sku sku : skus) {
                        json.writeString(sku.value());
                    }
                    json.writeEndArray();
                });
    }

    static Answer orderIdReused() {
        return Problem.of(
                ORDER_ID_REUSED,
                "Nothing was changed. Use a new order id for each attempt to pay.");
    }

    static Answer reservationClosed(ReservationState state) {
        return Problem.of(
                RESERVATION_CLOSED,
                "Nothing was changed. Use a new order id to reserve again.",
                json -> json.writeStringField("state", state.name()));
    }

    static Answer unknownOrder() {
        return Problem.of(UNKNOWN_ORDER, "No reservation was made under this order id.");
    }

    static Answer alreadyConfirmed() {
        return Problem.of(
                ALREADY_CONFIRMED, "Nothing was changed. Cancel a confirmed order instead.");
    }

    static Answer notConfirmed(ReservationState state) {
        return Problem.of(
                NOT_CONFIRMED,
                "Nothing was changed. Only a confirmed order can be cancelled.",
                json -> json.writeStringField("state", state.name()));
    }

    static Answer exceedsOrder(List<Excess> lines) {
        return Problem.of(
                EXCEEDS_ORDER,
                "Nothing was changed. The lines say what is left to cancel.",
                json -> JsonWriting.objects(json, "lines", lines, CheckoutProblem::write));
    }

    static Answer alreadyShipped(List<PartlyShipped> lines) {
        return Problem.of(
                ALREADY_SHIPPED,
                "Nothing was changed. Cancel at most the cancellable units of each line.",
                json -> JsonWriting.objects(json, "lines", lines, CheckoutProblem::write));
    }

    static Answer cancellationIdReused() {
        return Problem.of(
                CANCELLATION_ID_REUSED,
                "Nothing was changed. Use a new cancellation id for other contents.");
    }

    private static void write(JsonGenerator json, Shortage shortage) throws IOException {
        write(json, shortage.sku(), shortage.location());
        json.writeNumberField("requested", shortage.requested());
        json.writeNumberField("available", shortage.available());
    }

    private static void write(JsonGenerator json, Excess excess) throws IOException {
        write(json, excess.sku(), excess.location());
        json.writeNumberField("requested", excess.requested());
        json.writeNumberField("cancellable", excess.cancellable());
    }

    private static void write(JsonGenerator json, PartlyShipped line) throws IOException {
        write(json, line.sku(), line.location());
        json.writeNumberField("requested", line.requested());
        json.writeNumberField("cancellable", line.cancellable());
        json.writeNumberField("shipped", line.shipped());
    }

    private static void write(JsonGenerator json, Sku sku, Optional<Location> location)
            throws IOException {
        json.writeStringField("sku", sku.value());
        if (location.isPresent()) {
            json.writeStringField("location", location.get().value());
        }
    }
}
