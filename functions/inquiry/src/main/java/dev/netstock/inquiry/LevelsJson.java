package dev.netstock.inquiry;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.stock.level.StockLevels;
import dev.netstock.stock.level.StockLevels.LocationLevel;

import java.io.IOException;
import java.time.Instant;

/** Writes the available units of a SKU. */
final class LevelsJson {
    private LevelsJson() {}

    /** Writes the levels, with the time of the query. */
    static void write(JsonGenerator json, StockLevels levels, Instant asOf) throws IOException {
        json.writeStringField("sku", levels.sku().value());
        json.writeNumberField("available", levels.available());
        JsonWriter.objects(json, "locations", levels.locations(), LevelsJson::writeLocation);
        json.writeStringField("asOf", Times.text(asOf));
    }

    private static void writeLocation(JsonGenerator json, LocationLevel level) throws IOException {
        json.writeStringField("location", level.location().value());
        json.writeNumberField("available", level.available());
    }
}
