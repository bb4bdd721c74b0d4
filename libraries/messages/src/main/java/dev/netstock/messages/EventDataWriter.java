package dev.netstock.messages;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.EventData;
import dev.netstock.events.EventData.Cancelled;
import dev.netstock.events.EventData.Confirmed;
import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.events.EventData.Expired;
import dev.netstock.events.EventData.LevelChanged;
import dev.netstock.events.EventData.OfOneItem;
import dev.netstock.events.EventData.Oversold;
import dev.netstock.events.EventData.ReconcileFinished;
import dev.netstock.events.EventData.Released;
import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.events.EventData.ReservationStep;
import dev.netstock.events.EventData.Reserved;
import dev.netstock.events.EventData.SaleModeChanged;
import dev.netstock.events.EventData.Shipped;
import dev.netstock.events.EventData.ShippedUnits;
import dev.netstock.events.EventData.StockCorrected;
import dev.netstock.events.EventData.StockLow;
import dev.netstock.events.EventData.StockRecovered;
import dev.netstock.events.EventData.SupplyChanged;
import dev.netstock.events.EventLine;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;

/** Writes the members of an event's {@code data}. */
final class EventDataWriter {
    private EventDataWriter() {}

    static void members(JsonGenerator json, EventData data) throws IOException {
        switch (data) {
            case ReservationStep step -> step(json, step);
            case OfOneItem item -> item(json, item);
            case ReconcileFinished finished -> reconcile(json, finished);
            case SaleModeChanged changed -> saleMode(json, changed);
        }
    }

    private static void step(JsonGenerator json, ReservationStep step) throws IOException {
        json.writeStringField("orderId", step.orderId());
        json.writeNumberField("step", step.step());
        json.writeStringField("channel", step.channelName());
        switch (step) {
            case Reserved reserved ->
                    json.writeStringField("expiresAt", reserved.expiresAt().toString());
            case Cancelled cancelled ->
                    json.writeStringField("cancellationId", cancelled.cancellationId());
            case Shipped shipped ->
                    JsonWriter.objects(
                            json, "shipped", shipped.shipped(), EventDataWriter::shipped);
            case Confirmed _, Released _, Expired _ -> {}
        }
        JsonWriter.objects(json, "lines", step.lines(), EventDataWriter::line);
    }

    private static void shipped(JsonGenerator json, ShippedUnits line) throws IOException {
        json.writeStringField("sku", line.sku());
        json.writeStringField("location", line.location());
        json.writeNumberField("units", line.units());
    }

    private static void line(JsonGenerator json, EventLine line) throws IOException {
        json.writeStringField("sku", line.sku());
        json.writeStringField("location", line.location());
        json.writeNumberField("shard", line.shard());
        json.writeNumberField("units", line.units());
    }

    private static void item(JsonGenerator json, OfOneItem item) throws IOException {
        json.writeStringField("sku", item.sku());
        json.writeStringField("location", item.location());
        switch (item) {
            case SupplyChanged changed -> {
                json.writeNumberField("units", changed.units());
                json.writeNumberField("supply", changed.supply());
                json.writeNumberField("ledgerVersion", changed.ledgerVersion());
            }
            case StockCorrected corrected -> {
                json.writeNumberField("shard", corrected.shard());
                json.writeNumberField("units", corrected.units());
                json.writeNumberField("reserved", corrected.reserved());
                json.writeNumberField("supply", corrected.supply());
                json.writeStringField("report", corrected.report());
            }
            case Oversold oversold -> {
                json.writeNumberField("shard", oversold.shard());
                json.writeNumberField("units", oversold.units());
                json.writeNumberField("available", oversold.available());
                json.writeNumberField("version", oversold.version());
            }
            case LevelChanged level -> {
                json.writeNumberField("available", level.available());
                json.writeNumberField("version", level.version());
            }
            case StockLow low -> {
                json.writeNumberField("episode", low.episode());
                json.writeNumberField("available", low.available());
                json.writeNumberField("reorderPoint", low.reorderPoint());
                json.writeNumberField("safetyStock", low.safetyStock());
            }
            case StockRecovered recovered -> {
                json.writeNumberField("episode", recovered.episode());
                json.writeNumberField("available", recovered.available());
                json.writeNumberField("recoveryPoint", recovered.recoveryPoint());
            }
            case ReplenishmentRequested request -> request(json, request);
            case DisplaySamplesChanged samples -> {
                json.writeNumberField("units", samples.units());
                json.writeNumberField("version", samples.version());
            }
        }
    }

    private static void request(JsonGenerator json, ReplenishmentRequested request)
            throws IOException {
        json.writeStringField("requestId", request.requestId());
        json.writeNumberField("episode", request.episode());
        json.writeNumberField("quantity", request.quantity());
        json.writeNumberField("available", request.available());
        json.writeNumberField("orderUpTo", request.orderUpTo());
        json.writeBooleanField("urgent", request.urgent());
    }

    private static void reconcile(JsonGenerator json, ReconcileFinished finished)
            throws IOException {
        json.writeStringField("run", finished.run());
        json.writeNumberField("found", finished.found());
        json.writeNumberField("repaired", finished.repaired());
        json.writeStringField("report", finished.report());
    }

    private static void saleMode(JsonGenerator json, SaleModeChanged changed) throws IOException {
        json.writeStringField("sale", changed.sale());
        json.writeStringField("malls", changed.malls());
        json.writeNumberField("mallCap", changed.mallCap());
        json.writeNumberField("version", changed.version());
    }
}
