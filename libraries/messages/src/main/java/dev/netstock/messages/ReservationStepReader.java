package dev.netstock.messages;

import static dev.netstock.messages.EventFormats.LONG_NAME;
import static dev.netstock.messages.EventFormats.NUMBER;
import static dev.netstock.messages.EventFormats.SHARD;
import static dev.netstock.messages.EventFormats.SHORT_NAME;
import static dev.netstock.messages.EventFormats.STEP;
import static dev.netstock.messages.EventFormats.TIME;
import static dev.netstock.messages.EventFormats.UNITS;

import dev.netstock.events.EventData;
import dev.netstock.events.EventData.Cancelled;
import dev.netstock.events.EventData.Confirmed;
import dev.netstock.events.EventData.Expired;
import dev.netstock.events.EventData.Released;
import dev.netstock.events.EventData.Reserved;
import dev.netstock.events.EventData.Shipped;
import dev.netstock.events.EventData.ShippedUnits;
import dev.netstock.events.EventLine;
import dev.netstock.platform.json.JsonMembers;

import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the members that the steps of an order have.
 *
 * @param orderId all of these are made once it is sure that there are no faults
 */
record ReservationStepReader(
        Supplier<String> orderId,
        Supplier<Long> step,
        Supplier<String> channel,
        Supplier<List<EventLine>> lines) {
    /** Far more than an order can have: a limit against nonsense, not a rule. */
    private static final int LINES_MAX = 1_000;

    static Supplier<EventData> reserved(JsonMembers data) {
        var all = of(data);
        var expiresAt = data.needed("expiresAt", TIME);
        return () ->
                new Reserved(
                        all.id(), all.number(), all.seller(), expiresAt.get(), all.lines.get());
    }

    static Supplier<EventData> confirmed(JsonMembers data) {
        var all = of(data);
        return () -> new Confirmed(all.id(), all.number(), all.seller(), all.lines.get());
    }

    static Supplier<EventData> released(JsonMembers data) {
        var all = of(data);
        return () -> new Released(all.id(), all.number(), all.seller(), all.lines.get());
    }

    static Supplier<EventData> expired(JsonMembers data) {
        var all = of(data);
        return () -> new Expired(all.id(), all.number(), all.seller(), all.lines.get());
    }

    static Supplier<EventData> cancelled(JsonMembers data) {
        var all = of(data);
        var cancellationId = data.needed("cancellationId", LONG_NAME);
        return () ->
                new Cancelled(
                        all.id(),
                        all.number(),
                        all.seller(),
                        cancellationId.get(),
                        all.lines.get());
    }

    static Supplier<EventData> shipped(JsonMembers data) {
        var all = of(data);
        var shipped =
                data.tolerantObjects("shipped", LINES_MAX, ReservationStepReader::shippedUnits);
        return () -> new Shipped(all.id(), all.number(), all.seller(), shipped.get());
    }

    private static Supplier<ShippedUnits> shippedUnits(JsonMembers line) {
        var sku = line.needed("sku", LONG_NAME);
        var location = line.needed("location", SHORT_NAME);
        var units = line.needed("units", NUMBER);
        return () -> new ShippedUnits(sku.get(), location.get(), units.get());
    }

    private static ReservationStepReader of(JsonMembers data) {
        return new ReservationStepReader(
                data.needed("orderId", LONG_NAME),
                data.needed("step", STEP),
                data.needed("channel", SHORT_NAME),
                data.tolerantObjects("lines", LINES_MAX, ReservationStepReader::line));
    }

    private static Supplier<EventLine> line(JsonMembers line) {
        var sku = line.needed("sku", LONG_NAME);
        var location = line.needed("location", SHORT_NAME);
        var shard = line.needed("shard", SHARD);
        var units = line.needed("units", UNITS);
        return () -> new EventLine(sku.get(), location.get(), shard.get().intValue(), units.get());
    }

    private String id() {
        return orderId.get();
    }

    private int number() {
        return step.get().intValue();
    }

    private String seller() {
        return channel.get();
    }
}
