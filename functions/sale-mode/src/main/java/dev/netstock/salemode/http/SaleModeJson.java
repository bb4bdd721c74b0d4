package dev.netstock.salemode.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.json.JsonWriter;
import dev.netstock.salemode.mode.ActiveOverrides;
import dev.netstock.salemode.mode.Check;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.StepRun;
import dev.netstock.salemode.step.DayReportJson;
import dev.netstock.stock.Sku;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Writes sale mode as it stands: what the API answers, and what the table keeps. */
public final class SaleModeJson {
    private SaleModeJson() {}

    /** Its members. */
    public static JsonWriter.Part of(SaleMode mode) {
        return json -> {
            json.writeStringField("phase", mode.phase().text());
            json.writeStringField("since", mode.since().toString());
            json.writeNumberField("version", mode.version());
            if (mode.plan().isPresent()) {
                json.writeObjectFieldStart("plan");
                PlanJson.members(json, mode.plan().get());
                json.writeEndObject();
            }
            held(json, mode.held());
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
                DayReportJson.members(json, mode.day().report().get());
                json.writeEndObject();
            }
        };
    }

    private static void held(JsonGenerator json, ActiveOverrides held) throws IOException {
        json.writeObjectFieldStart("held");
        json.writeStringField("supply", held.supply().text());
        json.writeStringField("requests", held.requestsWait() ? "bundled" : "at-once");
        json.writeStringField("malls", held.malls().rule().text());
        json.writeNumberField("mallCap", held.malls().cap());
        json.writeArrayFieldStart("spread");
        for (Sku sku : held.spread()) {
            json.writeString(sku.value());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void step(JsonGenerator json, StepRun run) throws IOException {
        json.writeStringField("step", run.step().text());
        json.writeStringField("state", run.state());
        json.writeNumberField("number", run.number());
        time(json, "beganAt", run.beganAt());
        time(json, "doneAt", run.doneAt());
        json.writeStringField("told", run.told());
    }

    private static void check(JsonGenerator json, Check check) throws IOException {
        json.writeStringField("check", check.name());
        json.writeStringField("verdict", check.verdict().text());
        json.writeStringField("found", check.found());
    }

    private static void time(JsonGenerator json, String name, Optional<Instant> at)
            throws IOException {
        if (at.isPresent()) {
            json.writeStringField(name, at.get().toString());
        }
    }
}
