package dev.netstock.checkout;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Change.Cancelled;
import dev.netstock.stock.delta.Change.Extended;
import dev.netstock.stock.delta.Change.Shipped;
import dev.netstock.stock.delta.Change.Transferred;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.limit.AllowanceChange;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Writes one step of an order. */
final class StepJson {
    private StepJson() {}

    static void write(JsonGenerator json, Delta step) throws IOException {
        json.writeNumberField("version", Integer.parseInt(step.step()));
        json.writeStringField("type", step.change().type());
        json.writeStringField("at", Times.text(step.origin().at()));
        if (!step.lines().isEmpty()) {
            writeLines(json, step.lines());
        }
        if (!step.allowances().isEmpty()) {
            JsonWriter.objects(json, "allowances", step.allowances(), StepJson::writeAllowance);
        }
        switch (step.change()) {
            case Cancelled cancelled ->
                    json.writeStringField("cancellationId", cancelled.cancellationId().value());
            case Extended extended ->
                    json.writeStringField("expiresAt", Times.text(extended.expiresAt()));
            case Transferred transferred ->
                    json.writeStringField("transferId", transferred.transferId().value());
            case Shipped shipped ->
                    JsonWriter.objects(json, "shipped", shipped.shipped(), StepJson::writeShipped);
            default -> {}
        }
    }

    /** Without the customer. */
    private static void writeAllowance(JsonGenerator json, AllowanceChange change)
            throws IOException {
        json.writeStringField("sku", change.key().sku().value());
        json.writeStringField("limit", change.key().limit());
        json.writeNumberField("units", change.units());
    }

    private static void writeShipped(JsonGenerator json, ShippedLine line) throws IOException {
        json.writeStringField("sku", line.sku().value());
        json.writeStringField("location", line.location().value());
        json.writeNumberField("units", line.units());
    }

    /** Callers do not see shards: the units of all shards are added up. */
    private static void writeLines(JsonGenerator json, List<DeltaLine> lines) throws IOException {
        SequencedMap<ItemKey, Long> units = new TreeMap<>();
        for (DeltaLine line : lines) {
            ItemKey item = ItemKey.of(line.item().sku(), line.item().location());
            units.merge(item, line.units(), Long::sum);
        }
        JsonWriter.objects(json, "lines", units.entrySet(), StepJson::writeLine);
    }

    private static void writeLine(JsonGenerator json, Map.Entry<ItemKey, Long> line)
            throws IOException {
        json.writeStringField("sku", line.getKey().sku().value());
        json.writeStringField("location", line.getKey().location().value());
        json.writeNumberField("units", line.getValue());
    }
}
