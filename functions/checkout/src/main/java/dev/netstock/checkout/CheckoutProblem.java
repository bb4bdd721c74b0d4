package dev.netstock.checkout;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.reservation.CancelResult.Excess;
import dev.netstock.stock.reservation.CancelResult.PartlyShipped;
import dev.netstock.stock.reservation.LimitExcess;
import dev.netstock.stock.reservation.ReservationState;
import dev.netstock.stock.reservation.Shortage;
import dev.netstock.stock.reservation.TransferResult;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The problem details of the checkout function. */
final class CheckoutProblem {
    private static final ProblemType INSUFFICIENT_STOCK =
            new ProblemType("insufficient-stock", 409, "Insufficient stock");
    private static final ProblemType UNKNOWN_SKU =
            new ProblemType("unknown-sku", 422, "Unknown SKU");
    private static final ProblemType LIMIT_EXCEEDED =
            new ProblemType("limit-exceeded", 409, "Purchase limit exceeded");
    private static final ProblemType CUSTOMER_REQUIRED =
            new ProblemType("customer-required", 422, "Customer required");
    private static final ProblemType ORDER_ID_REUSED =
            new ProblemType(
                    "order-id-reused", 409, "Order ID already used for a different request");
    private static final ProblemType RESERVATION_CLOSED =
            new ProblemType("reservation-closed", 409, "Reservation ended");
    private static final ProblemType UNKNOWN_ORDER =
            new ProblemType("unknown-order", 404, "Order not found");
    private static final ProblemType ALREADY_CONFIRMED =
            new ProblemType("already-confirmed", 409, "Order already confirmed");
    private static final ProblemType NOT_CONFIRMED =
            new ProblemType("not-confirmed", 409, "Order not confirmed");
    private static final ProblemType EXCEEDS_ORDER =
            new ProblemType("exceeds-order", 409, "Cancellation exceeds the remaining units");
    private static final ProblemType ALREADY_SHIPPED =
            new ProblemType("already-shipped", 409, "Units already shipped");
    private static final ProblemType CANCELLATION_ID_REUSED =
            new ProblemType(
                    "cancellation-id-reused",
                    409,
                    "Cancellation ID already used for a different request");

    private static final ProblemType HOLD_TOO_LONG =
            new ProblemType("hold-too-long", 409, "Hold too long");
    private static final ProblemType PICKUP_NOT_OFFERED =
            new ProblemType("pickup-not-offered", 409, "Pickup not offered");
    private static final ProblemType TOO_MANY_EXTENSIONS =
            new ProblemType("too-many-extensions", 409, "Too many extensions");
    private static final ProblemType TRANSFER_EXCEEDS_ORDER =
            new ProblemType("transfer-exceeds-order", 409, "Transfer exceeds the movable units");
    private static final ProblemType TOO_MANY_PLACES =
            new ProblemType("too-many-places", 409, "Order at too many SKUs and locations");
    private static final ProblemType TRANSFER_ID_REUSED =
            new ProblemType(
                    "transfer-id-reused", 409, "Transfer ID already used for a different request");

    private CheckoutProblem() {}

    static Answer insufficientStock(List<Shortage> shortages) {
        return Problem.of(
                INSUFFICIENT_STOCK,
                "No units were reserved. See shortages for the units that are available.",
                json -> JsonWriter.objects(json, "shortages", shortages, CheckoutProblem::write));
    }

    static Answer unknownSkus(List<Sku> skus) {
        return Problem.of(
                UNKNOWN_SKU,
                "No units were reserved. The SKUs listed in skus are not sold at any of the"
                        + " requested locations.",
                json -> write(json, skus));
    }

    static Answer limitExceeded(List<LimitExcess> limits) {
        return Problem.of(
                LIMIT_EXCEEDED,
                "No units were reserved. See limits for what the customer holds and which orders"
                        + " hold it.",
                json -> JsonWriter.objects(json, "limits", limits, CheckoutProblem::write));
    }

    static Answer customerRequired(List<Sku> skus) {
        return Problem.of(
                CUSTOMER_REQUIRED,
                "No units were reserved. The SKUs listed in skus have a limit per customer. Send"
                        + " customer.",
                json -> write(json, skus));
    }

    static Answer orderIdReused() {
        return Problem.of(
                ORDER_ID_REUSED,
                "No changes were made. Use a new order ID for each payment attempt.");
    }

    static Answer reservationClosed(ReservationState state) {
        return Problem.of(
                RESERVATION_CLOSED,
                "No changes were made. Use a new order ID to reserve again.",
                json -> json.writeStringField("state", state.name()));
    }

    static Answer unknownOrder() {
        return Problem.of(
                UNKNOWN_ORDER, "No reservation exists for this order ID. Check the order ID.");
    }

    static Answer alreadyConfirmed() {
        return Problem.of(
                ALREADY_CONFIRMED,
                "No changes were made. Cancel the confirmed order instead of releasing it.");
    }

    static Answer notConfirmed(ReservationState state) {
        return Problem.of(
                NOT_CONFIRMED,
                "No changes were made. Only a confirmed order can be cancelled.",
                json -> json.writeStringField("state", state.name()));
    }

    static Answer exceedsOrder(List<Excess> lines) {
        return Problem.of(
                EXCEEDS_ORDER,
                "No changes were made. Cancel at most the cancellable units of each line.",
                json -> JsonWriter.objects(json, "lines", lines, CheckoutProblem::write));
    }

    static Answer alreadyShipped(List<PartlyShipped> lines) {
        return Problem.of(
                ALREADY_SHIPPED,
                "No changes were made. Cancel at most the cancellable units of each line.",
                json -> JsonWriter.objects(json, "lines", lines, CheckoutProblem::write));
    }

    static Answer cancellationIdReused() {
        return Problem.of(
                CANCELLATION_ID_REUSED,
                "No changes were made. Use a new cancellation ID for a different cancellation.");
    }

    static Answer confirmedHold() {
        return Problem.of(
                ALREADY_CONFIRMED,
                "No changes were made. A confirmed order holds its units without an end.");
    }

    static Answer holdTooLong(Duration longest) {
        return Problem.of(
                HOLD_TOO_LONG,
                "No changes were made. The hold can be extended by maxHoldSeconds at most.",
                json -> json.writeNumberField("maxHoldSeconds", longest.toSeconds()));
    }

    static Answer holdNotAllowed(Duration longest) {
        return Problem.of(
                HOLD_TOO_LONG,
                "No units were reserved. The channel holds units for maxHoldSeconds at most.",
                json -> json.writeNumberField("maxHoldSeconds", longest.toSeconds()));
    }

    static Answer pickupNotOffered(List<Location> locations) {
        return Problem.of(
                PICKUP_NOT_OFFERED,
                "No units were reserved. Customers cannot collect orders at the locations listed in"
                        + " locations.",
                json -> {
                    json.writeArrayFieldStart("locations");
                    for (Location location : locations) {
                        json.writeString(location.value());
                    }
                    json.writeEndArray();
                });
    }

    static Answer tooManyExtensions() {
        return Problem.of(
                TOO_MANY_EXTENSIONS,
                "No changes were made. Extend a hold by a longer time instead of more often.");
    }

    static Answer insufficientStockAtTheNewLocation(List<Shortage> shortages) {
        return Problem.of(
                INSUFFICIENT_STOCK,
                "No units were moved. See shortages for the units that are available.",
                json -> JsonWriter.objects(json, "shortages", shortages, CheckoutProblem::write));
    }

    static Answer transferExceedsOrder(List<TransferResult.Excess> lines) {
        return Problem.of(
                TRANSFER_EXCEEDS_ORDER,
                "No changes were made. Transfer at most the movable units of each line.",
                json -> JsonWriter.objects(json, "lines", lines, CheckoutProblem::write));
    }

    static Answer tooManyPlaces() {
        return Problem.of(
                TOO_MANY_PLACES,
                "No changes were made. An order can hold units of at most 99 SKUs and locations,"
                    + " and a transfer can move 49 lines. Transfer fewer lines, or whole ones.");
    }

    static Answer transferIdReused() {
        return Problem.of(
                TRANSFER_ID_REUSED,
                "No changes were made. Use a new transfer ID for a different transfer.");
    }

    private static void write(JsonGenerator json, TransferResult.Excess excess) throws IOException {
        write(json, excess.sku(), excess.location());
        json.writeNumberField("requested", excess.requested());
        json.writeNumberField("movable", excess.movable());
    }

    private static void write(JsonGenerator json, Shortage shortage) throws IOException {
        write(json, shortage.sku(), shortage.location());
        json.writeNumberField("requested", shortage.requested());
        json.writeNumberField("available", shortage.available());
    }

    private static void write(JsonGenerator json, List<Sku> skus) throws IOException {
        json.writeArrayFieldStart("skus");
        for (Sku sku : skus) {
            json.writeString(sku.value());
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, LimitExcess excess) throws IOException {
        json.writeStringField("sku", excess.sku().value());
        json.writeStringField("limit", excess.limit());
        json.writeStringField("scope", excess.scope().text());
        json.writeNumberField("max", excess.max());
        json.writeNumberField("held", excess.held());
        json.writeNumberField("requested", excess.requested());
        json.writeArrayFieldStart("orders");
        for (OrderId order : excess.orders()) {
            json.writeString(order.value());
        }
        json.writeEndArray();
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
