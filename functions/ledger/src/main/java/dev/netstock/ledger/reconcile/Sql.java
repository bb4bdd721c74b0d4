package dev.netstock.ledger.reconcile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements with parameters, spelled short. To be used by one thread.
 *
 * @param connection the transaction's
 */
record Sql(Connection connection) {
    /** Makes something of a row. */
    @FunctionalInterface
    interface RowOf<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Runs a command; how many rows it changed. */
    int run(String command, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(command)) {
            set(statement, 0, parameters);
            return statement.executeUpdate();
        }
    }

    <T> List<T> list(String query, RowOf<T> row, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            set(statement, 0, parameters);
            return list(statement, row);
        }
    }

    <T> Optional<T> first(String query, RowOf<T> row, Object... parameters) throws SQLException {
        return list(query, row, parameters).stream().findFirst();
    }

    static <T> List<T> list(PreparedStatement statement, RowOf<T> row) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(row.of(rows));
            }
            return list;
        }
    }

    /** Sets parameters behind so many others; an empty one is null. */
    static void set(PreparedStatement statement, int others, Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Optional<?> optional) {
                statement.setObject(others + i + 1, optional.map(Sql::value).orElse(null));
            } else {
                statement.setObject(others + i + 1, value(value));
            }
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class));
    }

    static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Object value(Object value) {
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }
}
