package dev.netstock.audit;

import static dev.netstock.platform.aws.Attributes.number;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.audit.AuditCodec;
import dev.netstock.platform.audit.AuditEntry;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.stream.StreamImage;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
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

    /**
     * Decodes a record of the stream.
     *
     * @throws IllegalArgumentException if a row is not one of the audit log
     */
    static ArchivedChange of(StreamRecord record) {
        Instant at = record.getApproximateCreationDateTime().toInstant();
        if (record.getOldImage() == null) {
            return new ArchivedChange(
                    Kind.STORED,
                    at,
                    Optional.of(AuditCodec.decode(StreamImage.row(record.getNewImage()))),
                    Optional.empty());
        }
        Map<String, AttributeValue> old = StreamImage.row(record.getOldImage());
        boolean isRetired =
                record.getNewImage() == null && number(old, "retireAt") <= at.getEpochSecond();
        return new ArchivedChange(
                isRetired ? Kind.RETIRED : Kind.CHANGED,
                at,
                Optional.ofNullable(record.getNewImage())
                        .map(image -> AuditCodec.decode(StreamImage.row(image))),
                Optional.of(AuditCodec.decode(old)));
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
