package dev.netstock.ledger.inquiry;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * {@code GET /v1/categories}: the categories of the items, by name, and the buffers of categories.
 *
 * @param ledger the database
 */
record CategoriesEndpoint(Transactions ledger) implements Endpoint {
    static final int CATEGORIES_MAX = 1_000;

    /** Jumps from one category to the next in the index, whatever the number of items. */
    private static final String READ =
            """
            WITH RECURSIVE known AS (
                (SELECT category FROM item_search WHERE category IS NOT NULL
                 ORDER BY category LIMIT 1)
                UNION ALL
                SELECT (SELECT s.category FROM item_search s WHERE s.category > k.category
                        ORDER BY s.category LIMIT 1)
                FROM known k WHERE k.category IS NOT NULL
            )
            SELECT category FROM known WHERE category IS NOT NULL LIMIT ?
            """;

    private static final String BUFFERS =
            """
            SELECT category, channel, units FROM category_buffers WHERE units IS NOT NULL
            ORDER BY category, channel
            """;

    /** Units of each SKU of a category that a channel leaves alone. */
    private record CategoryBuffer(String category, String channel, int units) {
        static CategoryBuffer of(ResultSet row) throws SQLException {
            return new CategoryBuffer(
                    row.getString("category"), row.getString("channel"), row.getInt("units"));
        }

        static void write(JsonGenerator json, CategoryBuffer buffer) throws IOException {
            json.writeStringField("category", buffer.category());
            json.writeStringField("channel", buffer.channel());
            json.writeNumberField("units", buffer.units());
        }
    }

    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        request.refuseQuery(errors);
        return switch (errors.orElse(() -> CATEGORIES_MAX)) {
            case Decoded.Invalid(var found) -> Problem.invalidRequest(found);
            case Decoded.Valid(Integer most) -> {
                List<String> names =
                        ledger.inTransaction(sql -> sql.list(READ, row -> row.getString(1), most));
                List<CategoryBuffer> buffers =
                        ledger.inTransaction(sql -> sql.list(BUFFERS, CategoryBuffer::of));
                yield Answer.of(
                        200,
                        "read",
                        json -> {
                            json.writeArrayFieldStart("categories");
                            for (String name : names) {
                                json.writeString(name);
                            }
                            json.writeEndArray();
                            JsonWriter.objects(json, "buffers", buffers, CategoryBuffer::write);
                        });
            }
        };
    }
}
