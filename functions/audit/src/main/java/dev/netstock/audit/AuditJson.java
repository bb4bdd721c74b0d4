package dev.netstock.audit;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.audit.Actor;
import dev.netstock.platform.audit.AuditEntry;
import dev.netstock.platform.http.Times;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes entries of the audit log, for the API and for the archive. */
final class AuditJson {
    private AuditJson() {}

    static void write(JsonGenerator json, AuditEntry entry) throws IOException {
        json.writeStringField("id", entry.id());
        json.writeStringField("at", Times.text(entry.at()));
        json.writeObjectFieldStart("who");
        write(json, entry.actor());
        json.writeEndObject();
        json.writeStringField("action", entry.action());
        texts(json, "targets", entry.targets());
        json.writeStringField("traceId", entry.traceId());
        document(json, "before", entry.before());
        if (entry.result().isPresent()) {
            AuditEntry.Result result = entry.result().get();
            json.writeObjectFieldStart("result");
            json.writeStringField("at", Times.text(result.at()));
            json.writeNumberField("status", result.status());
            json.writeStringField("outcome", result.outcome());
            document(json, "after", result.after());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Actor actor) throws IOException {
        json.writeStringField("subject", actor.subject());
        if (actor.name().isPresent()) {
            json.writeStringField("name", actor.name().get());
        }
        texts(json, "groups", actor.groups());
        if (actor.client().isPresent()) {
            json.writeStringField("client", actor.client().get());
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> all)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (String each : all) {
            json.writeString(each);
        }
        json.writeEndArray();
    }

    /** A document is stored as the text that a function of net-stock wrote. */
    private static void document(JsonGenerator json, String name, Optional<String> document)
            throws IOException {
        if (document.isPresent()) {
            json.writeFieldName(name);
            json.writeRawValue(document.get());
        }
    }
}
