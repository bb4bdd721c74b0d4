package dev.netstock.messages;

import static dev.netstock.messages.EventFormats.COUNT;
import static dev.netstock.messages.EventFormats.FLAG;
import static dev.netstock.messages.EventFormats.LONG_NAME;
import static dev.netstock.messages.EventFormats.MALLS;
import static dev.netstock.messages.EventFormats.NUMBER;
import static dev.netstock.messages.EventFormats.SHARD;
import static dev.netstock.messages.EventFormats.SHORT_NAME;
import static dev.netstock.messages.EventFormats.TEXT;
import static dev.netstock.messages.EventFormats.UNITS;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.EventData;
import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.events.EventData.LevelChanged;
import dev.netstock.events.EventData.LocationChanged;
import dev.netstock.events.EventData.OfOneItem;
import dev.netstock.events.EventData.Oversold;
import dev.netstock.events.EventData.ReconcileFinished;
import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.events.EventData.ReservationStep;
import dev.netstock.events.EventData.SaleModeChanged;
import dev.netstock.events.EventData.StockCorrected;
import dev.netstock.events.EventData.StockLow;
import dev.netstock.events.EventData.StockRecovered;
import dev.netstock.events.EventData.SupplyChanged;
import dev.netstock.events.EventType;
import dev.netstock.platform.json.JsonMembers;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * The {@code data} of events as JSON. Each type has a pair of methods: one reads its members, the
 * other one writes them. {@link ReservationStepJson} has those of the steps of an order.
 *
 * <p>A reader reads all members first, so that it reports every validation error. The record is
 * created later, when there are no errors.
 */
final class EventDataJson {
    private EventDataJson() {}

    static Supplier<EventData> read(EventType type, JsonMembers data) {
        return switch (type) {
            case RESERVATION_RESERVED -> ReservationStepJson.reserved(data);
            case RESERVATION_CONFIRMED -> ReservationStepJson.confirmed(data);
            case RESERVATION_RELEASED -> ReservationStepJson.released(data);
            case RESERVATION_EXPIRED -> ReservationStepJson.expired(data);
            case RESERVATION_EXTENDED -> ReservationStepJson.extended(data);
            case RESERVATION_TRANSFERRED -> ReservationStepJson.transferred(data);
            case RESERVATION_CANCELLED -> ReservationStepJson.cancelled(data);
            case RESERVATION_SHIPPED -> ReservationStepJson.shipped(data);
            case SUPPLY_CHANGED -> supplyChanged(data);
            case STOCK_CORRECTED -> stockCorrected(data);
            case RECONCILE_FINISHED -> reconcileFinished(data);
            case OVERSOLD -> oversold(data);
            case LEVEL_CHANGED -> levelChanged(data);
            case STOCK_LOW -> stockLow(data);
            case STOCK_RECOVERED -> stockRecovered(data);
            case REPLENISHMENT_REQUESTED -> replenishmentRequested(data);
            case DISPLAY_SAMPLES_CHANGED -> displaySamplesChanged(data);
            case SALE_MODE_CHANGED -> saleModeChanged(data);
            case LOCATION_CHANGED -> locationChanged(data);
        };
    }

    static void writeMembers(JsonGenerator json, EventData data) throws IOException {
        if (data instanceof OfOneItem item) {
            json.writeStringField("sku", item.sku());
            json.writeStringField("location", item.location());
        }
        switch (data) {
            case ReservationStep step -> ReservationStepJson.write(json, step);
            case SupplyChanged changed -> write(json, changed);
            case StockCorrected corrected -> write(json, corrected);
            case ReconcileFinished finished -> write(json, finished);
            case Oversold oversold -> write(json, oversold);
            case LevelChanged changed -> write(json, changed);
            case StockLow low -> write(json, low);
            case StockRecovered recovered -> write(json, recovered);
            case ReplenishmentRequested requested -> write(json, requested);
            case DisplaySamplesChanged changed -> write(json, changed);
            case SaleModeChanged changed -> write(json, changed);
            case LocationChanged changed -> write(json, changed);
        }
    }

    private static Supplier<EventData> supplyChanged(JsonMembers data) {
        var sku = data.needed("sku", LONG_NAME);
        var location = data.needed("location", SHORT_NAME);
        var units = data.needed("units", UNITS);
        var supply = data.needed("supply", UNITS);
        var version = data.needed("ledgerVersion", NUMBER);
        return () ->
                new SupplyChanged(
                        sku.get(), location.get(), units.get(), supply.get(), version.get());
    }

    private static void write(JsonGenerator json, SupplyChanged changed) throws IOException {
        json.writeNumberField("units", changed.units());
        json.writeNumberField("supply", changed.supply());
        json.writeNumberField("ledgerVersion", changed.ledgerVersion());
    }

    private static Supplier<EventData> stockCorrected(JsonMembers data) {
        var sku = data.needed("sku", LONG_NAME);
        var location = data.needed("location", SHORT_NAME);
        var shard = data.needed("shard", SHARD);
        var units = data.needed("units", UNITS);
        var reserved = data.needed("reserved", UNITS);
        var supply = data.needed("supply", UNITS);
        var report = data.needed("report", TEXT);
        return () ->
                new StockCorrected(
                        sku.get(),
                        location.get(),
                        shard.get().intValue(),
                        units.get(),
                        reserved.get(),
                        supply.get(),
                        report.get());
    }

    private static void write(JsonGenerator json, StockCorrected corrected) throws IOException {
        json.writeNumberField("shard", corrected.shard());
        json.writeNumberField("units", corrected.units());
        json.writeNumberField("reserved", corrected.reserved());
        json.writeNumberField("supply", corrected.supply());
        json.writeStringField("report", corrected.report());
    }

    private static Supplier<EventData> reconcileFinished(JsonMembers data) {
        var run = data.needed("run", LONG_NAME);
        var found = data.needed("found", COUNT);
        var repaired = data.needed("repaired", COUNT);
        var report = data.needed("report", TEXT);
        return () -> new ReconcileFinished(run.get(), found.get(), repaired.get(), report.get());
    }

    private static void write(JsonGenerator json, ReconcileFinished finished) throws IOException {
        json.writeStringField("run", finished.run());
        json.writeNumberField("found", finished.found());
        json.writeNumberField("repaired", finished.repaired());
        json.writeStringField("report", finished.report());
    }

    private static Supplier<EventData> oversold(JsonMembers data) {
        var sku = data.needed("sku", LONG_NAME);
        var location = data.needed("location", SHORT_NAME);
        var shard = data.needed("shard", SHARD);
        var units = data.needed("units", NUMBER);
        var available = data.needed("available", UNITS);
        var version = data.needed("version", NUMBER);
        return () ->
                new Oversold(
                        sku.get(),
                        location.get(),
                        shard.get().intValue(),
                        units.get(),
                        available.get(),
                        version.get());
    }

    private static void write(JsonGenerator json, Oversold oversold) throws IOException {
        json.writeNumberField("shard", oversold.shard());
        json.writeNumberField("units", oversold.units());
        json.writeNumberField("available", oversold.available());
        json.writeNumberField("version", oversold.version());
    }

    private static Supplier<EventData> levelChanged(JsonMembers data) {
        var sku = data.needed("sku", LONG_NAME);
        var location = data.needed("location", SHORT_NAME);
        var available = data.needed("available", UNITS);
        var version = data.needed("version", NUMBER);
        var setAside = data.optional("setAside", UNITS).orElse(0L);
        return () ->
                new LevelChanged(
                        sku.get(), location.get(), available.get(), setAside, version.get());
    }

    private static void write(JsonGenerator json, LevelChanged changed) throws IOException {
        json.writeNumberField("available", changed.available());
        json.writeNumberField("setAside", changed.setAside());
        json.writeNumberField("version", changed.version());
    }

    private static Supplier<EventData> stockLow(JsonMembers data) {
        var sku = data.needed("sku", LONG_NAME);
        var location = data.needed("location", SHORT_NAME);
        var episode = data.needed("episode", NUMBER);
        var available = data.needed("available", UNITS);
        var reorderPoint = data.needed("reorderPoint", COUNT);
        var safetyStock = data.needed("safetyStock", COUNT);
        return () ->
                new StockLow(
                        sku.get(),
                        location.get(),
                        episode.get(),
                        available.get(),
                        reorderPoint.get(),
                        safetyStock.get());
    }

    private static void write(JsonGenerator json, StockLow low) throws IOException {
        json.writeNumberField("episode", low.episode());
        json.writeNumberField("available", low.available());
        json.writeNumberField("reorderPoint", low.reorderPoint());
        json.writeNumberField("safetyStock", low.safetyStock());
    }

    private static Supplier<EventData> stockRecovered(JsonMembers data) {
        var sku = data.needed("sku", LONG_NAME);
        var location = data.needed("location", SHORT_NAME);
        var episode = data.needed("episode", NUMBER);
        var available = data.needed("available", UNITS);
        var recoveryPoint = data.needed("recoveryPoint", COUNT);
        return () ->
                new StockRecovered(
                        sku.get(),
                        location.get(),
                        episode.get(),
                        available.get(),
                        recoveryPoint.get());
    }

    private static void write(JsonGenerator json, StockRecovered recovered) throws IOException {
        json.writeNumberField("episode", recovered.episode());
        json.writeNumberField("available", recovered.available());
        json.writeNumberField("recoveryPoint", recovered.recoveryPoint());
    }

    private static Supplier<EventData> replenishmentRequested(JsonMembers data) {
        var id = data.needed("requestId", TEXT);
        var sku = data.needed("sku", LONG_NAME);
        var location = data.needed("location", SHORT_NAME);
        var episode = data.needed("episode", NUMBER);
        var quantity = data.needed("quantity", NUMBER);
        var available = data.needed("available", UNITS);
        var orderUpTo = data.needed("orderUpTo", COUNT);
        var urgent = data.needed("urgent", FLAG);
        return () ->
                new ReplenishmentRequested(
                        id.get(),
                        sku.get(),
                        location.get(),
                        episode.get(),
                        quantity.get(),
                        available.get(),
                        orderUpTo.get(),
                        urgent.get());
    }

    private static void write(JsonGenerator json, ReplenishmentRequested requested)
            throws IOException {
        json.writeStringField("requestId", requested.requestId());
        json.writeNumberField("episode", requested.episode());
        json.writeNumberField("quantity", requested.quantity());
        json.writeNumberField("available", requested.available());
        json.writeNumberField("orderUpTo", requested.orderUpTo());
        json.writeBooleanField("urgent", requested.urgent());
    }

    private static Supplier<EventData> displaySamplesChanged(JsonMembers data) {
        var sku = data.needed("sku", LONG_NAME);
        var location = data.needed("location", SHORT_NAME);
        var units = data.needed("units", COUNT);
        var version = data.needed("version", NUMBER);
        return () ->
                new DisplaySamplesChanged(sku.get(), location.get(), units.get(), version.get());
    }

    private static void write(JsonGenerator json, DisplaySamplesChanged changed)
            throws IOException {
        json.writeNumberField("units", changed.units());
        json.writeNumberField("version", changed.version());
    }

    private static Supplier<EventData> saleModeChanged(JsonMembers data) {
        var sale = data.needed("sale", LONG_NAME);
        var malls = data.needed("malls", MALLS);
        var cap = data.needed("mallCap", COUNT);
        var version = data.needed("version", NUMBER);
        return () -> new SaleModeChanged(sale.get(), malls.get(), cap.get(), version.get());
    }

    private static void write(JsonGenerator json, SaleModeChanged changed) throws IOException {
        json.writeStringField("sale", changed.sale());
        json.writeStringField("malls", changed.malls());
        json.writeNumberField("mallCap", changed.mallCap());
        json.writeNumberField("version", changed.version());
    }

    private static Supplier<EventData> locationChanged(JsonMembers data) {
        var location = data.needed("location", SHORT_NAME);
        var name = data.needed("name", TEXT);
        var sellsOnline = data.needed("sellsOnline", FLAG);
        var version = data.needed("version", NUMBER);
        return () ->
                new LocationChanged(location.get(), name.get(), sellsOnline.get(), version.get());
    }

    private static void write(JsonGenerator json, LocationChanged changed) throws IOException {
        json.writeStringField("location", changed.location());
        json.writeStringField("name", changed.name());
        json.writeBooleanField("sellsOnline", changed.sellsOnline());
        json.writeNumberField("version", changed.version());
    }
}
