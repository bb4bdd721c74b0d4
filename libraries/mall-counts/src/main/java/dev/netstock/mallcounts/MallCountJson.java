package dev.netstock.mallcounts;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;

/** Writes what a mall shows of an item. */
public final class MallCountJson {
    private MallCountJson() {}

    /** The members of the item. */
    public static void write(JsonGenerator json, MallCount count) throws IOException {
        json.writeStringField("item", count.item());
        json.writeStringField("variant", count.variant());
        JsonWriter.objects(
                json,
                "parts",
                count.parts().entrySet(),
                (part, entry) -> {
                    part.writeStringField("sku", entry.getKey().value());
                    part.writeNumberField("units", entry.getValue().inItem());
                    part.writeNumberField("setAside", entry.getValue().setAside());
                });
        if (count.sent().isPresent()) {
            MallCount.Sent sent = count.sent().get();
            json.writeObjectFieldStart("lastSent");
            json.writeStringField("kind", sent.kind().text());
            json.writeNumberField("count", sent.count());
            json.writeStringField("at", Times.text(sent.at()));
            json.writeEndObject();
        }
        json.writeObjectFieldStart("shows");
        json.writeNumberField("low", Math.max(0, count.low()));
        if (count.high().isPresent()) {
            json.writeNumberField("high", count.high().getAsLong());
        }
        json.writeEndObject();
        if (count.readAt().isPresent()) {
            json.writeStringField("readAt", Times.text(count.readAt().get()));
        }
        json.writeArrayFieldStart("pending");
        for (MallCount.Pending pending : count.pending()) {
            json.writeString(pending.text());
        }
        json.writeEndArray();
        json.writeNumberField("target", count.target());
        json.writeStringField("reason", count.reason().text());
        if (count.problem().isPresent()) {
            json.writeStringField("problem", count.problem().get());
        }
    }
}
