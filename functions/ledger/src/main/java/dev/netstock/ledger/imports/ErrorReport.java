package dev.netstock.ledger.imports;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.time.Instant;

/** The report that is put beside a file that was refused. */
final class ErrorReport {
    private ErrorReport() {}

    /** As JSON, in one line. */
    static String json(FileKey key, ImportResult.Refused refused, Instant at) {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("file", key.refused());
                    json.writeStringField("refusedAt", Times.text(at));
                    json.writeNumberField("rowsRead", refused.rowsRead());
                    json.writeBooleanField(
                            "isComplete", refused.faults().size() < FileErrors.ERRORS_MAX);
                    JsonWriter.objects(json, "faults", refused.faults(), ErrorReport::fault);
                });
    }

    private static void fault(JsonGenerator json, FileError fault) throws IOException {
        if (fault.line() > 0) {
            json.writeNumberField("line", fault.line());
        }
        if (!fault.column().isEmpty()) {
            json.writeStringField("column", fault.column());
            json.writeStringField("value", fault.value());
        }
        json.writeStringField("expected", fault.expected());
    }
}
