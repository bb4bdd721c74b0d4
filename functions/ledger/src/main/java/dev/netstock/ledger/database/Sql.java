package dev.netstock.ledger.database;

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
 * Runs statements in a transaction. A parameter is a value that the driver knows, an {@link
 * Instant}, an {@link Optional} (empty is NULL), or {@link ColumnArrays}, which fill one parameter
 * for each of their columns. To be used by one thread.
 *
 * @param connection the transaction's
 */
public record Sql(Connection connection) {
    /** Maps a row of a result. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Runs a statement, and returns how many rows it changed; 0 for a query. */
    public int run(String statement, Object... parameters) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            bind(prepared, parameters);
            return prepared.execute() ? 0 : prepared.getUpdateCount();
        }
    }

    public <T> List<T> list(String query, RowMapper<T> mapper, Object... parameters)
            throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            bind(prepared, parameters);
            try (ResultSet rows = prepared.executeQuery()) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(mapper.map(rows));
                }
                return list;
            }
        }
    }

    /** The first row of a query; empty if there is none. */
    public <T> Optional<T> first(String query, RowMapper<T> mapper, Object... parameters)
            throws SQLException {
        return list(query, mapper, parameters).stream().findFirst();
    }

    /** The number in the only row of a query. */
    public long number(String query, Object... parameters) throws SQLException {
        return first(query, row -> row.getLong(1), parameters).orElseThrow();
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return optionalInstant(row, column).orElseThrow();
    }

    public static Optional<Instant> optionalInstant(ResultSet row, String column)
            throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    public static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class));
    }

    public static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        int position = 0;
        for (Object parameter : parameters) {
            if (parameter instanceof ColumnArrays<?> arrays) {
                for (ColumnArrays.Column column : arrays.columns()) {
                    position++;
                    statement.setArray(
                            position,
                            connection.createArrayOf(column.type(), column.values().toArray()));
                }
            } else if (parameter instanceof Optional<?> optional) {
                position++;
                statement.setObject(position, optional.map(Sql::value).orElse(null));
            } else {
                position++;
                statement.setObject(position, value(parameter));
            }
        }
    }

    private static Object value(Object parameter) {
        return parameter instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : parameter;
    }
}
