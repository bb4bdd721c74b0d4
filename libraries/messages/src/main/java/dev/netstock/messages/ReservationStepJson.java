package dev.netstock.messages;

import static dev.netstock.messages.EventFormats.LONG_NAME;
import static dev.netstock.messages.EventFormats.NUMBER;
import static dev.netstock.messages.EventFormats.SHARD;
import static dev.netstock.messages.EventFormats.SHORT_NAME;
import static dev.netstock.messages.EventFormats.STEP;
import static dev.netstock.messages.EventFormats.TIME;
import static dev.netstock.messages.EventFormats.UNITS;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.EventData;
import dev.netstock.events.EventData.Cancelled;
import dev.netstock.events.EventData.Confirmed;
import dev.netstock.events.EventData.Expired;
import dev.netstock.events.EventData.Extended;
import dev.netstock.events.EventData.Released;
import dev.netstock.events.EventData.ReservationStep;
import dev.netstock.events.EventData.Reserved;
import dev.netstock.events.EventData.Shipped;
import dev.netstock.events.EventData.ShippedUnits;
import dev.netstock.events.EventData.Transferred;
import dev.netstock.events.EventLine;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * The {@code data} of the steps of an order as JSON. The components are the members that every step
 * has; their values exist only if there are no validation errors.
 */
record ReservationStepJson(
        Supplier<String> orderId,
        Supplier<Long> number,
        Supplier<String> channel,
        Supplier<List<EventLine>> lines) {
    /** Far more lines than an order can have: a limit that rejects nonsense, not a rule. */
    private static final int LINES_MAX = 1_000;

    static Supplier<EventData> reserved(JsonMembers data) {
        var step = of(data);
        var expiresAt = data.needed("expiresAt", TIME);
        return () ->
                new Reserved(
                        step.orderId.get(),
                        step.step(),
                        step.channel.get(),
                        expiresAt.get(),
                        step.lines.get());
    }

    static Supplier<EventData> confirmed(JsonMembers data) {
        var step = of(data);
        return () ->
                new Confirmed(
                        step.orderId.get(), step.step(), step.channel.get(), step.lines.get());
    }

    static Supplier<EventData> released(JsonMembers data) {
        var step = of(data);
        return () ->
                new Released(step.orderId.get(), step.step(), step.channel.get(), step.lines.get());
    }

    static Supplier<EventData> expired(JsonMembers data) {
        var step = of(data);
        return () ->
                new Expired(step.orderId.get(), step.step(), step.channel.get(), step.lines.get());
    }

    static Supplier<EventData> extended(JsonMembers data) {
        var step = of(data);
        var expiresAt = data.needed("expiresAt", TIME);
        return () ->
                new Extended(step.orderId.get(), step.step(), step.channel.get(), expiresAt.get());
    }

    static Supplier<EventData> transferred(JsonMembers data) {
        var step = of(data);
        var transferId = data.needed("transferId", LONG_NAME);
        return () ->
                new Transferred(
                        step.orderId.get(),
                        step.step(),
                        step.channel.get(),
                        transferId.get(),
                        step.lines.get());
    }

    static Supplier<EventData> cancelled(JsonMembers data) {
        var step = of(data);
        var cancellationId = data.needed("cancellationId", LONG_NAME);
        return () ->
                new Cancelled(
                        step.orderId.get(),
                        step.step(),
                        step.channel.get(),
                        cancellationId.get(),
                        step.lines.get());
    }

    static Supplier<EventData> shipped(JsonMembers data) {
        var step = of(data);
        var shipped = data.tolerantObjects("shipped", LINES_MAX, ReservationStepJson::shippedUnits);
        return () ->
                new Shipped(step.orderId.get(), step.step(), step.channel.get(), shipped.get());
    }

    static void write(JsonGenerator json, ReservationStep step) throws IOException {
        json.writeStringField("orderId", step.orderId());
        json.writeNumberField("step", step.step());
        json.writeStringField("channel", step.channelName());
        switch (step) {
            case Reserved reserved ->
                    json.writeStringField("expiresAt", reserved.expiresAt().toString());
            case Extended extended ->
                    json.writeStringField("expiresAt", extended.expiresAt().toString());
            case Transferred transferred ->
                    json.writeStringField("transferId", transferred.transferId());
            case Cancelled cancelled ->
                    json.writeStringField("cancellationId", cancelled.cancellationId());
            case Shipped shipped ->
                    JsonWriter.objects(
                            json, "shipped", shipped.shipped(), ReservationStepJson::write);
            case Confirmed _, Released _, Expired _ -> {}
        }
        JsonWriter.objects(json, "lines", step.lines(), ReservationStepJson::write);
    }

    private static ReservationStepJson of(JsonMembers data) {
        return new ReservationStepJson(
                data.needed("orderId", LONG_NAME),
                data.needed("step", STEP),
                data.needed("channel", SHORT_NAME),
                data.tolerantObjects("lines", LINES_MAX, ReservationStepJson::line));
    }

    private int step() {
        return number.get().intValue();
    }

    private static Supplier<EventLine> line(JsonMembers line) {
        var sku = line.needed("sku", LONG_NAME);
        var location = line.needed("location", SHORT_NAME);
        var shard = line.needed("shard", SHARD);
        var units = line.needed("units", UNITS);
        return () -> new EventLine(sku.get(), location.get(), shard.get().intValue(), units.get());
    }

    private static void write(JsonGenerator json, EventLine line) throws IOException {
        json.writeStringField("sku", line.sku());
        json.writeStringField("location", line.location());
        json.writeNumberField("shard", line.shard());
        json.writeNumberField("units", line.units());
    }

    private static Supplier<ShippedUnits> shippedUnits(JsonMembers line) {
        var sku = line.needed("sku", LONG_NAME);
        var location = line.needed("location", SHORT_NAME);
        var units = line.needed("units", NUMBER);
        return () -> new ShippedUnits(sku.get(), location.get(), units.get());
    }

    private static void write(JsonGenerator json, ShippedUnits line) throws IOException {
        json.writeStringField("sku", line.sku());
        json.writeStringField("location", line.location());
        json.writeNumberField("units", line.units());
    }
}
