package dev.netstock.ledger.imports;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code GET /v1/contradictions?limit=}.
 *
 * @param ledger where they are kept
 */
record ContradictionsEndpoint(Transactions ledger) implements Endpoint {
    private static final String NEWEST =
            """
            SELECT contradiction_id, subject, name, counted::text, refused::text, heard_at
            FROM contradictions ORDER BY contradiction_id DESC LIMIT ?
            """;

    /**
     * Something that was reported under a name that was used before for other contents.
     *
     * @param counted what counts, as JSON
     * @param refused what does not, as JSON
     */
    private record Contradiction(
            long id, String subject, String name, String counted, String refused, Instant at) {}

    @Override
    public Answer answer(HttpRequest request) {
        return switch (ImportsEndpoint.limit(request)) {
            case Decoded.Invalid(var faults) -> Problem.invalidRequest(faults);
            case Decoded.Valid(Long limit) -> {
                List<Contradiction> newest =
                        ledger.inTransaction(connection -> newest(limit, connection));
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

    private static List<Contradiction> newest(long limit, Connection connection)
            throws SQLException {
        List<Contradiction> newest = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setLong(1, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    newest.add(
                            new Contradiction(
                                    row.getLong("contradiction_id"),
                                    row.getString("subject"),
                                    row.getString("name"),
                                    row.getString("counted"),
                                    row.getString("refused"),
                                    row.getTimestamp("heard_at").toInstant()));
                }
            }
        }
        return newest;
    }

    private static void members(JsonGenerator json, Contradiction one) throws IOException {
        json.writeNumberField("contradictionId", one.id());
        json.writeStringField("subject", one.subject());
        json.writeStringField("name", one.name());
        json.writeFieldName("counted");
        json.writeRawValue(one.counted());
        json.writeFieldName("refused");
        json.writeRawValue(one.refused());
        json.writeStringField("heardAt", Times.text(one.at()));
    }
}
