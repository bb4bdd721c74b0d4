package dev.netstock.settings;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.json.JsonWriter;
import dev.netstock.replenishment.watch.Thresholds;

import java.io.IOException;
import java.util.Optional;

/** Writes the settings of a SKU. */
final class SettingsJson {
    private SettingsJson() {}

    static JsonWriter.Part of(CurrentSettings current) {
        return json -> {
            json.writeStringField("sku", current.settings().sku().value());
            JsonWriter.objects(
                    json, "locations", current.byLocation().values(), SettingsJson::write);
        };
    }

    /** The members of a location's settings. */
    static void write(JsonGenerator json, LocationSettings settings) throws IOException {
        json.writeStringField("location", settings.location().value());
        if (settings.thresholds().isPresent()) {
            write(json, settings.thresholds().get());
        }
        if (settings.samples().isPresent()) {
            json.writeNumberField("displaySamples", settings.samples().get());
        }
        writePin(json, settings.pin());
    }

    private static void write(JsonGenerator json, Thresholds thresholds) throws IOException {
        json.writeNumberField("safetyStock", thresholds.safetyStock());
        json.writeNumberField("reorderPoint", thresholds.reorderPoint());
        json.writeNumberField("orderUpTo", thresholds.orderUpTo());
        json.writeNumberField("recoveryPoint", thresholds.recoveryPoint());
    }

    private static void writePin(JsonGenerator json, Optional<Integer> pin) throws IOException {
        if (pin.isPresent()) {
            json.writeNumberField("shards", pin.get());
        } else {
            json.writeStringField("shards", SettingsRequest.AUTO);
        }
    }
}
