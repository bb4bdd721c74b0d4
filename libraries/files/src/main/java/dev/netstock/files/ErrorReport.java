package dev.netstock.files;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The report that is stored next to a refused file. */
public final class ErrorReport {
    private ErrorReport() {}

    /** One line of JSON. */
    public static String json(FileKey key, long rowsRead, List<FileError> errors, Instant at) {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("file", key.refused());
                    json.writeStringField("refusedAt", Times.text(at));
                    json.writeNumberField("rowsRead", rowsRead);
                    json.writeBooleanField("isComplete", errors.size() < FileErrors.ERRORS_MAX);
                    JsonWriter.objects(json, "faults", errors, ErrorReport::members);
                });
    }

    private static void members(JsonGenerator json, FileError error) throws IOException {
        if (error.line() > 0) {
            json.writeNumberField("line", error.line());
        }
        if (!error.column().isEmpty()) {
            json.writeStringField("column", error.column());
            json.writeStringField("value", error.value());
        }
        json.writeStringField("expected", error.expected());
    }
}
