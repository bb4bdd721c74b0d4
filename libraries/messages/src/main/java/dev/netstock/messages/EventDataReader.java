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

import dev.netstock.events.EventData;
import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.events.EventData.LevelChanged;
import dev.netstock.events.EventData.Oversold;
import dev.netstock.events.EventData.ReconcileFinished;
import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.events.EventData.SaleModeChanged;
import dev.netstock.events.EventData.StockCorrected;
import dev.netstock.events.EventData.StockLow;
import dev.netstock.events.EventData.StockRecovered;
import dev.netstock.events.EventData.SupplyChanged;
import dev.netstock.events.EventType;
import dev.netstock.platform.json.JsonMembers;

import java.util.function.Supplier;

/**
 * Reads the members of an event's {@code data}. All of them are asked for first, so that every
 * fault is told; the record is made later, once it is sure that there is none.
 */
final class EventDataReader {
    private EventDataReader() {}

    static Supplier<EventData> read(EventType type, JsonMembers data) {
        return switch (type) {
            case RESERVATION_RESERVED -> ReservationStepReader.reserved(data);
            case RESERVATION_CONFIRMED -> ReservationStepReader.confirmed(data);
            case RESERVATION_RELEASED -> ReservationStepReader.released(data);
            case RESERVATION_EXPIRED -> ReservationStepReader.expired(data);
            case RESERVATION_CANCELLED -> ReservationStepReader.cancelled(data);
            case RESERVATION_SHIPPED -> ReservationStepReader.shipped(data);
            case SUPPLY_CHANGED -> supply(data);
            case STOCK_CORRECTED -> corrected(data);
            case RECONCILE_FINISHED -> finished(data);
            case OVERSOLD -> oversold(data);
            case LEVEL_CHANGED -> level(data);
            case STOCK_LOW -> low(data);
            case STOCK_RECOVERED -> recovered(data);
            case REPLENISHMENT_REQUESTED -> request(data);
            case DISPLAY_SAMPLES_CHANGED -> samples(data);
            case SALE_MODE_CHANGED -> saleMode(data);
        };
    }

    private static Supplier<EventData> supply(JsonMembers data) {
        var sku = data.needed("sku", LONG_NAME);
        var location = data.needed("location", SHORT_NAME);
        var units = data.needed("units", UNITS);
        var supply = data.needed("supply", UNITS);
        var version = data.needed("ledgerVersion", NUMBER);
        return () ->
                new SupplyChanged(
                        sku.get(), location.get(), units.get(), supply.get(), version.get());
    }

    private static Supplier<EventData> corrected(JsonMembers data) {
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

    private static Supplier<EventData> finished(JsonMembers data) {
        var run = data.needed("run", LONG_NAME);
        var found = data.needed("found", COUNT);
        var repaired = data.needed("repaired", COUNT);
        var report = data.needed("report", TEXT);
        return () -> new ReconcileFinished(run.get(), found.get(), repaired.get(), report.get());
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

    private static Supplier<EventData> level(JsonMembers data) {
        var sku = data.needed("sku", LONG_NAME);
        var location = data.needed("location", SHORT_NAME);
        var available = data.needed("available", UNITS);
        var version = data.needed("version", NUMBER);
        return () -> new LevelChanged(sku.get(), location.get(), available.get(), version.get());
    }

    private static Supplier<EventData> low(JsonMembers data) {
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

    private static Supplier<EventData> recovered(JsonMembers data) {
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

    private static Supplier<EventData> request(JsonMembers data) {
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

    private static Supplier<EventData> samples(JsonMembers data) {
        var sku = data.needed("sku", LONG_NAME);
        var location = data.needed("location", SHORT_NAME);
        var units = data.needed("units", COUNT);
        var version = data.needed("version", NUMBER);
        return () ->
                new DisplaySamplesChanged(sku.get(), location.get(), units.get(), version.get());
    }

    private static Supplier<EventData> saleMode(JsonMembers data) {
        var sale = data.needed("sale", LONG_NAME);
        var malls = data.needed("malls", MALLS);
        var cap = data.needed("mallCap", COUNT);
        var version = data.needed("version", NUMBER);
        return () -> new SaleModeChanged(sale.get(), malls.get(), cap.get(), version.get());
    }
}
