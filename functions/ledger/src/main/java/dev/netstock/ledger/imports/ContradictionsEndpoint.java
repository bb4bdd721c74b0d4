package dev.netstock.ledger.imports;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * {@code GET /v1/contradictions?limit=}.
 *
 * @param ledger the database
 */
record ContradictionsEndpoint(Transactions ledger) implements Endpoint {
    private static final String NEWEST =
            """
            SELECT contradiction_id, subject, name, counted::text, refused::text, heard_at
            FROM contradictions ORDER BY contradiction_id DESC LIMIT ?
            """;

    /**
     * A report that repeats a name with other contents.
     *
     * @param counted the contents that count, as JSON
     * @param refused the contents that do not, as JSON
     */
    private record Contradiction(
            long id, String subject, String name, String counted, String refused, Instant at) {
        static Contradiction of(ResultSet row) throws SQLException {
            return new Contradiction(
                    row.getLong("contradiction_id"),
                    row.getString("subject"),
                    row.getString("name"),
                    row.getString("counted"),
                    row.getString("refused"),
                    Sql.instant(row, "heard_at"));
        }
    }

    @Override
    public Answer answer(HttpRequest request) {
        return switch (ImportsEndpoint.limit(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(Long limit) -> {
                List<Contradiction> newest =
                        ledger.inTransaction(sql -> sql.list(NEWEST, Contradiction::of, limit));
                yield Answer.of(
                        200,
                        "read",
                        json ->
                                JsonWriter.objects(
                                        json,
                                        "contradictions",
                                        newest,
                                        ContradictionsEndpoint::members));
            }
        };
    }

    private static void members(JsonGenerator json, Contradiction contradiction)
            throws IOException {
        json.writeNumberField("contradictionId", contradiction.id());
        json.writeStringField("subject", contradiction.subject());
        json.writeStringField("name", contradiction.name());
        json.writeFieldName("counted");
        json.writeRawValue(contradiction.counted());
        json.writeFieldName("refused");
        json.writeRawValue(contradiction.refused());
        json.writeStringField("heardAt", Times.text(contradiction.at()));
    }
}
