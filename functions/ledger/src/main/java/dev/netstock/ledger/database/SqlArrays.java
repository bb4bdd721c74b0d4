package dev.netstock.ledger.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Function;

/**
 * Passes rows to a statement as arrays, one for each column, so that a batch is one statement
 * whatever its size. To be used by one thread.
 *
 * @param <R> a row
 */
public final class SqlArrays<R> {
    private final PreparedStatement statement;
    private final Collection<R> rows;
    private int set;

    private SqlArrays(PreparedStatement statement, Collection<R> rows, int set) {
        this.statement = statement;
        this.rows = rows;
        this.set = set;
    }

    /** Fills the parameters of a statement, from the first on. */
    public static <R> SqlArrays<R> into(PreparedStatement statement, Collection<R> rows) {
        return new SqlArrays<>(statement, rows, 0);
    }

    /** Fills the parameters of a statement behind so many others. */
    public static <R> SqlArrays<R> behind(
            int others, PreparedStatement statement, Collection<R> rows) {
        return new SqlArrays<>(statement, rows, others);
    }

    public SqlArrays<R> text(Function<R, String> column) throws SQLException {
        return add("text", column);
    }

    public SqlArrays<R> bigint(Function<R, Long> column) throws SQLException {
        return add("bigint", column);
    }

    public SqlArrays<R> integer(Function<R, Integer> column) throws SQLException {
        return add("integer", column);
    }

    public SqlArrays<R> timestamp(Function<R, Instant> column) throws SQLException {
        return add("timestamptz", row -> utc(column.apply(row)));
    }

    /** Cut to what PostgreSQL keeps: it would round, up to the first second of the next year. */
    private static OffsetDateTime utc(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private SqlArrays<R> add(String type, Function<R, ?> column) throws SQLException {
        Connection connection = statement.getConnection();
        Array array = connection.createArrayOf(type, rows.stream().map(column).toArray());
        set++;
        statement.setArray(set, array);
        return this;
    }
}
