package dev.netstock.audit;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.audit.AuditEntry;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A change of a row of the audit log.
 *
 * @param kind what happened to the row
 * @param at about when
 * @param entry what the row says now
 * @param former what it said before
 */
record ArchivedChange(
        Kind kind, Instant at, Optional<AuditEntry> entry, Optional<AuditEntry> former) {
    /** What can happen to a row. */
    enum Kind {
        /** Stored, as every row is once. */
        STORED,
        /** Deleted by its time to live. */
        RETIRED,
        /** Changed or deleted otherwise. */
        CHANGED
    }

    /** The line of the archive. */
    String json() {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("change", kind.name().toLowerCase(Locale.ROOT));
                    write(json, "entry", entry);
                    write(json, "former", former);
                });
    }

    private static void write(JsonGenerator json, String name, Optional<AuditEntry> entry)
            throws IOException {
        if (entry.isPresent()) {
            json.writeObjectFieldStart(name);
            AuditJson.write(json, entry.get());
            json.writeEndObject();
        }
    }
}
