package dev.netstock.salemode.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.json.JsonWriter;
import dev.netstock.salemode.mode.ActiveOverrides;
import dev.netstock.salemode.mode.Check;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SalePool;
import dev.netstock.salemode.mode.StepRun;
import dev.netstock.salemode.step.SaleReportJson;
import dev.netstock.stock.Sku;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Writes sale mode, for the response of the API and for the table. */
public final class SaleModeJson {
    private SaleModeJson() {}

    /** Returns the members of the object. */
    public static JsonWriter.Part of(SaleMode mode) {
        return json -> {
            json.writeStringField("phase", mode.phase().text());
            json.writeStringField("since", mode.since().toString());
            json.writeNumberField("version", mode.version());
            if (mode.plan().isPresent()) {
                json.writeObjectFieldStart("plan");
                plan(json, mode.plan().get());
                json.writeEndObject();
            }
            overrides(json, mode.overrides());
            JsonWriter.objects(json, "steps", mode.steps(), SaleModeJson::step);
            JsonWriter.objects(json, "checks", mode.day().checks(), SaleModeJson::check);
            time(json, "enteredAt", mode.day().from());
            time(json, "leftAt", mode.day().to());
            time(json, "releasedAt", mode.day().releasedAt());
            if (mode.day().drift().isPresent()) {
                json.writeNumberField("drift", mode.day().drift().get());
            }
            if (mode.day().report().isPresent()) {
                json.writeObjectFieldStart("report");
                SaleReportJson.members(json, mode.day().report().get());
                json.writeEndObject();
            }
        };
    }

    private static void overrides(JsonGenerator json, ActiveOverrides overrides)
            throws IOException {
        json.writeObjectFieldStart("activeOverrides");
        json.writeStringField("supply", overrides.supply().text());
        json.writeStringField("requests", overrides.requestsWait() ? "bundled" : "at-once");
        json.writeStringField("malls", overrides.malls().rule().text());
        json.writeNumberField("mallCap", overrides.malls().cap());
        json.writeArrayFieldStart("spread");
        for (Sku sku : overrides.spread()) {
            json.writeString(sku.value());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("limited");
        for (Sku sku : overrides.limited()) {
            json.writeString(sku.value());
        }
        json.writeEndArray();
        JsonWriter.objects(json, "pools", overrides.pools(), SaleModeJson::pool);
        json.writeEndObject();
    }

    private static void plan(JsonGenerator json, Plan plan) throws IOException {
        json.writeStringField("sale", plan.sale());
        time(json, "startsAt", plan.startsAt());
        time(json, "endsAt", plan.endsAt());
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
        json.writeStringField("requests", plan.requests().areBundled() ? "bundled" : "at-once");
        if (plan.requests().every().isPresent()) {
            json.writeNumberField("bundleMinutes", plan.requests().every().get().toMinutes());
        }
        number(json, "limitPerOrder", plan.limit().perOrder());
        number(json, "limitPerCustomer", plan.limit().perCustomer());
        JsonWriter.objects(json, "pools", plan.pools(), SaleModeJson::pool);
    }

    private static void pool(JsonGenerator json, SalePool pool) throws IOException {
        json.writeStringField("sku", pool.sku().value());
        json.writeStringField("location", pool.location().value());
        json.writeStringField("channel", pool.channel().value());
        json.writeNumberField("units", pool.units());
        json.writeBooleanField("spillover", pool.spillover());
    }

    private static void step(JsonGenerator json, StepRun run) throws IOException {
        json.writeStringField("step", run.step().text());
        json.writeStringField("state", run.state());
        json.writeNumberField("number", run.number());
        time(json, "beganAt", run.beganAt());
        time(json, "doneAt", run.doneAt());
        json.writeStringField("message", run.message());
    }

    private static void check(JsonGenerator json, Check check) throws IOException {
        json.writeStringField("check", check.name());
        json.writeStringField("verdict", check.verdict().text());
        json.writeStringField("found", check.found());
    }

    private static void number(JsonGenerator json, String name, Optional<Long> value)
            throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.get());
        }
    }

    private static void time(JsonGenerator json, String name, Optional<Instant> at)
            throws IOException {
        if (at.isPresent()) {
            json.writeStringField(name, at.get().toString());
        }
    }
}
