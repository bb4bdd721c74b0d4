package dev.netstock.ledger.inquiry;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.ledger.database.Sql;
import dev.netstock.platform.http.Times;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * An order of a list, as the ledger has it.
 *
 * @param reservedAt when its first step happened
 * @param changedAt when its latest step happened
 */
record ListedOrder(
        String orderId, String channel, String state, Instant reservedAt, Instant changedAt) {
    private static final String NEWEST = "SELECT max(first_at) AS newest FROM orders";

    static ListedOrder of(ResultSet row) throws SQLException {
        return new ListedOrder(
                row.getString("order_id"),
                row.getString("channel"),
                row.getString("state"),
                Sql.instant(row, "first_at"),
                Sql.instant(row, "changed_at"));
    }

    /** The time of the newest order in the ledger, by which a reader sees how fresh a list is. */
    static Optional<Instant> newest(Sql sql) throws SQLException {
        return sql.list(NEWEST, row -> Sql.optionalInstant(row, "newest")).getFirst();
    }

    OrderPosition position(String location) {
        return new OrderPosition(reservedAt, orderId, location);
    }

    void members(JsonGenerator json) throws IOException {
        json.writeStringField("orderId", orderId);
        json.writeStringField("state", state);
        json.writeStringField("channel", channel);
        json.writeStringField("reservedAt", Times.text(reservedAt));
        json.writeStringField("changedAt", Times.text(changedAt));
    }

    static void writeEnd(JsonGenerator json, Optional<Instant> newest, Optional<OrderPosition> next)
            throws IOException {
        if (newest.isPresent()) {
            json.writeStringField("newestOrderAt", Times.text(newest.get()));
        }
        if (next.isPresent()) {
            json.writeStringField("next", PageToken.of(next.get().text()));
        }
    }
}
