package dev.netstock.settings;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.replenishment.request.ReplenishmentRequest;
import dev.netstock.replenishment.request.RequestPage;

import java.io.IOException;

/** Writes a page of requests. */
final class RequestsJson {
    private RequestsJson() {}

    static JsonWriter.Part of(RequestPage page) {
        return json -> {
            JsonWriter.objects(json, "requests", page.requests(), RequestsJson::write);
            if (page.next().isPresent()) {
                json.writeStringField("next", page.next().get().token());
            }
        };
    }

    private static void write(JsonGenerator json, ReplenishmentRequest request) throws IOException {
        ReplenishmentRequested asked = request.asked();
        json.writeStringField("requestId", asked.requestId());
        json.writeStringField("at", Times.text(request.at()));
        json.writeStringField("sku", asked.sku());
        json.writeStringField("location", asked.location());
        json.writeNumberField("episode", asked.episode());
        json.writeNumberField("quantity", asked.quantity());
        json.writeNumberField("available", asked.available());
        json.writeNumberField("orderUpTo", asked.orderUpTo());
        json.writeBooleanField("urgent", asked.urgent());
    }
}
