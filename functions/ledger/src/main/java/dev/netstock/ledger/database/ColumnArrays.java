package dev.netstock.ledger.database;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Rows as one array for each column, for {@code unnest}: a batch of any size is one statement. To
 * be used by one thread.
 *
 * @param <R> a row
 */
public final class ColumnArrays<R> {
    private final Collection<R> rows;
    private final List<Column> columns = new ArrayList<>();

    /**
     * A column.
     *
     * @param type of its elements in PostgreSQL
     */
    record Column(String type, List<@Nullable Object> values) {}

    private ColumnArrays(Collection<R> rows) {
        this.rows = rows;
    }

    public static <R> ColumnArrays<R> of(Collection<R> rows) {
        return new ColumnArrays<>(rows);
    }

    public ColumnArrays<R> text(Function<R, @Nullable String> column) {
        return add("text", column);
    }

    public ColumnArrays<R> bigint(Function<R, Long> column) {
        return add("bigint", column);
    }

    public ColumnArrays<R> integer(Function<R, Integer> column) {
        return add("integer", column);
    }

    public ColumnArrays<R> date(Function<R, LocalDate> column) {
        return add("date", column);
    }

    /**
     * Cut to microseconds, as PostgreSQL stores them: it would round the last instant of a year up
     * to the first one of the next.
     */
    public ColumnArrays<R> timestamp(Function<R, Instant> column) {
        return add(
                "timestamptz",
                row -> column.apply(row).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }

    List<Column> columns() {
        return columns;
    }

    private ColumnArrays<R> add(String type, Function<R, ? extends @Nullable Object> column) {
        columns.add(new Column(type, Arrays.asList(rows.stream().map(column).toArray())));
        return this;
    }
}
