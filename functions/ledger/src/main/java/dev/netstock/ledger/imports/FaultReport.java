package dev.netstock.ledger.imports;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriting;

import java.io.IOException;
import java.time.Instant;

/** The report that is put beside a file that was refused. */
final class FaultReport {
    private FaultReport() {}

    /** As JSON, in one line. */
    static String json(FileKey key, ImportResult.Refused refused, Instant at) {
        return JsonWriting.object(
                json -> {
                    json.writeStringField("file", key.refused());
                    json.writeStringField("refusedAt", Times.text(at));
                    json.writeNumberField("rowsRead", refused.rowsRead());
                    json.writeBooleanField(
                            "isComplete", refused.faults().size() < RowFaults.TOLD_MAX);
                    JsonWriting.objects(json, "faults", refused.faults(), FaultReport::fault);
                });
    }

    private static void fault(JsonGenerator json, RowFault fault) throws IOException {
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
