package dev.netstock.inquiry;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.history.HistoryEntry;
import dev.netstock.stock.history.HistoryPage;

import java.io.IOException;

/** Writes a page of a history. */
final class HistoryJson {
    private HistoryJson() {}

    static JsonWriter.Part of(HistoryPage page) {
        return json -> {
            JsonWriter.objects(json, "deltas", page.entries(), HistoryJson::writeEntry);
            if (page.next().isPresent()) {
                json.writeStringField("next", page.next().get());
            }
        };
    }

    private static void writeEntry(JsonGenerator json, HistoryEntry entry) throws IOException {
        json.writeStringField("at", Times.text(entry.at()));
        json.writeObjectFieldStart("cause");
        json.writeStringField("kind", kind(entry.cause().kind()));
        json.writeStringField("id", entry.cause().id());
        json.writeEndObject();
        json.writeStringField("step", entry.step());
        json.writeStringField("type", entry.type());
        json.writeStringField("location", entry.item().location().value());
        json.writeNumberField("units", entry.units());
        if (entry.shipped() > 0) {
            json.writeNumberField("shipped", entry.shipped());
        }
        if (entry.channel().isPresent()) {
            json.writeStringField("channel", entry.channel().get().value());
        }
    }

    private static String kind(Cause.Kind kind) {
        return switch (kind) {
            case ORDER -> "order";
            case SUPPLY -> "supply";
            case CORRECTION -> "correction";
            case RECONCILE, MOVE ->
                    throw new IllegalStateException("The history contains no " + kind);
        };
    }
}
