package dev.netstock.salemode.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.salemode.mode.Plan;
import dev.netstock.stock.Sku;

import java.io.IOException;

/** Writes a plan as it is sent. */
final class PlanJson {
    private PlanJson() {}

    static void members(JsonGenerator json, Plan plan) throws IOException {
        json.writeStringField("sale", plan.sale());
        if (plan.startsAt().isPresent()) {
            json.writeStringField("startsAt", plan.startsAt().get().toString());
        }
        if (plan.endsAt().isPresent()) {
            json.writeStringField("endsAt", plan.endsAt().get().toString());
        }
        json.writeArrayFieldStart("skus");
        for (Sku sku : plan.skus()) {
            json.writeString(sku.value());
        }
        json.writeEndArray();
        json.writeNumberField("shards", plan.shards());
        json.writeNumberField("ordersPerSecond", plan.ordersPerSecond());
        json.writeStringField("supply", plan.supply().text());
        json.writeStringField("malls", plan.malls().rule().text());
        json.writeNumberField("mallCap", plan.malls().cap());
        json.writeStringField("requests", plan.requests().areHeld() ? "bundled" : "at-once");
        if (plan.requests().every().isPresent()) {
            json.writeNumberField("bundleMinutes", plan.requests().every().get().toMinutes());
        }
    }
}
