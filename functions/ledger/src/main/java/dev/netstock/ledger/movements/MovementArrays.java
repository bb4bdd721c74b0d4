package dev.netstock.ledger.movements;

import dev.netstock.events.movement.Movement;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/**
 * Movements as arrays that stand side by side, one for each column: so a statement takes any number
 * of them.
 *
 * @param movements at least one
 */
record MovementArrays(List<Movement> movements) {
    void bind(PreparedStatement statement) throws SQLException {
        set(statement, 1, "text", Movement::source);
        set(statement, 2, "text", Movement::movementId);
        set(statement, 3, "date", it -> it.businessDate().toString());
        set(statement, 4, "text", it -> it.kind().text());
        set(statement, 5, "text", Movement::sku);
        set(statement, 6, "text", Movement::location);
        set(statement, 7, "bigint", Movement::signedUnits);
        set(statement, 8, "text", it -> it.orderId().orElse(null));
        set(statement, 9, "timestamptz", it -> microseconds(it.occurredAt()));
    }

    /** Cut to what PostgreSQL keeps: it would round, up to the first second of the next year. */
    private static String microseconds(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private void set(
            PreparedStatement statement,
            int parameter,
            String type,
            Function<Movement, @Nullable Object> value)
            throws SQLException {
        Connection connection = statement.getConnection();
        @Nullable Object[] values = movements.stream().map(value).toArray();
        statement.setArray(parameter, connection.createArrayOf(type, values));
    }
}
