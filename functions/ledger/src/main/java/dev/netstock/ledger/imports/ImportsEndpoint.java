package dev.netstock.ledger.imports;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/imports?limit=}.
 *
 * @param ledger where the imports are noted
 */
record ImportsEndpoint(Transactions ledger) implements Endpoint {
    private static final IntegerFormat LIMIT = new IntegerFormat(1, 100);
    private static final long LIMIT_DEFAULT = 20;

    @Override
    public Answer answer(HttpRequest request) {
        return switch (limit(request)) {
            case Decoded.Invalid(var faults) -> Problem.invalidRequest(faults);
            case Decoded.Valid(Long limit) -> {
                List<Import> newest =
                        ledger.inTransaction(
                                connection -> ImportLog.newest(limit.intValue(), connection));
                yield Answer.of(
                        200,
                        "read",
                        json ->
                                JsonWriter.objects(
                                        json, "imports", newest, ImportsEndpoint::members));
            }
        };
    }

    /** How many of the newest are asked for. */
    static Decoded<Long> limit(HttpRequest request) {
        ValidationErrors faults = new ValidationErrors();
        Query query = request.query(faults);
        Optional<Long> limit = query.optional("limit", LIMIT);
        query.refuseOthers();
        return faults.orElse(() -> limit.orElse(LIMIT_DEFAULT));
    }

    private static void members(JsonGenerator json, Import one) throws IOException {
        json.writeNumberField("importId", one.importId());
        json.writeStringField("kind", one.kind());
        json.writeStringField("file", one.key());
        json.writeStringField("digest", one.digest());
        json.writeStringField("state", one.state());
        json.writeNumberField("rowsRead", one.rowsRead());
        json.writeNumberField("rowsNew", one.rowsNew());
        json.writeNumberField("contradictions", one.contradictions());
        json.writeStringField("startedAt", Times.text(one.startedAt()));
        if (one.finishedAt().isPresent()) {
            json.writeStringField("finishedAt", Times.text(one.finishedAt().get()));
        }
        if (one.fault().isPresent()) {
            json.writeStringField("fault", one.fault().get());
        }
    }
}
