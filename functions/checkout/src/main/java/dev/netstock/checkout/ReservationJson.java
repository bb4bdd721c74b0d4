package dev.netstock.checkout;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.reservation.Reservation;

import java.io.IOException;

/** Writes a reservation. */
final class ReservationJson {
    private ReservationJson() {}

    /** The current state of the order. */
    static JsonWriter.Part of(Reservation reservation) {
        return json -> write(json, reservation);
    }

    /** The current state of the order, and its steps. */
    static JsonWriter.Part withSteps(Reservation reservation) {
        return json -> {
            write(json, reservation);
            JsonWriter.objects(json, "steps", reservation.steps(), StepJson::write);
        };
    }

    private static void write(JsonGenerator json, Reservation reservation) throws IOException {
        json.writeStringField("orderId", reservation.orderId().value());
        json.writeStringField("state", reservation.state().name());
        json.writeNumberField("version", reservation.version());
        json.writeStringField("channel", reservation.channel().value());
        JsonWriter.objects(json, "lines", reservation.lines(), ReservationJson::writeLine);
        if (!reservation.shipped().isEmpty()) {
            JsonWriter.objects(
                    json, "shipped", reservation.shipped(), ReservationJson::writeShipped);
        }
        json.writeStringField("reservedAt", Times.text(reservation.reservedAt()));
        json.writeStringField("expiresAt", Times.text(reservation.expiresAt()));
    }

    private static void writeShipped(JsonGenerator json, ShippedLine line) throws IOException {
        json.writeStringField("sku", line.sku().value());
        json.writeStringField("location", line.location().value());
        json.writeNumberField("quantity", line.units());
    }

    private static void writeLine(JsonGenerator json, Reservation.Line line) throws IOException {
        json.writeStringField("sku", line.sku().value());
        json.writeStringField("location", line.location().value());
        json.writeNumberField("quantity", line.quantity());
        if (line.cancelled() > 0) {
            json.writeNumberField("cancelled", line.cancelled());
        }
    }
}
