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
 * @param ledger the database
 */
record ImportsEndpoint(Transactions ledger) implements Endpoint {
    private static final IntegerFormat LIMIT = new IntegerFormat(1, 100);
    private static final long LIMIT_DEFAULT = 20;

    @Override
    public Answer answer(HttpRequest request) {
        return switch (limit(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(Long limit) -> {
                List<Import> newest = ledger.inTransaction(sql -> ImportLog.newest(limit, sql));
                yield Answer.of(
                        200,
                        "read",
                        json ->
                                JsonWriter.objects(
                                        json, "imports", newest, ImportsEndpoint::members));
            }
        };
    }

    /** Decodes how many of the newest rows are requested. */
    static Decoded<Long> limit(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Query query = request.query(errors);
        Optional<Long> limit = query.optional("limit", LIMIT);
        query.refuseOthers();
        return errors.orElse(() -> limit.orElse(LIMIT_DEFAULT));
    }

    private static void members(JsonGenerator json, Import file) throws IOException {
        json.writeNumberField("importId", file.importId());
        json.writeStringField("kind", file.kind());
        json.writeStringField("file", file.key());
        json.writeStringField("digest", file.digest());
        json.writeStringField("state", file.state());
        json.writeNumberField("rowsRead", file.rowsRead());
        json.writeNumberField("rowsNew", file.rowsNew());
        json.writeNumberField("contradictions", file.contradictions());
        json.writeStringField("startedAt", Times.text(file.startedAt()));
        if (file.finishedAt().isPresent()) {
            json.writeStringField("finishedAt", Times.text(file.finishedAt().get()));
        }
        if (file.fault().isPresent()) {
            json.writeStringField("fault", file.fault().get());
        }
    }
}
