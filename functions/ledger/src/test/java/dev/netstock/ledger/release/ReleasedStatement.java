package dev.netstock.ledger.release;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A statement that a released version sends.
 *
 * @param sql with {@code $1}, …
 * @param types of its parameters
 */
record ReleasedStatement(String sql, List<String> types) implements Comparable<ReleasedStatement> {
    private static final String TYPES = "-- parameters: ";
    static final String END = "\n;\n";

    ReleasedStatement {
        types = List.copyOf(types);
    }

    static ReleasedStatement parse(String text) {
        var parts = text.strip().split("\n", 2);
        var types = parts[0].substring(TYPES.strip().length()).strip();
        return new ReleasedStatement(
                parts[1], types.isEmpty() ? List.of() : Arrays.asList(types.split(", ", -1)));
    }

    ReleasedStatement withTypes(UnaryOperator<String> names) {
        return new ReleasedStatement(sql, types.stream().map(names).toList());
    }

    /** As the file has it. */
    String text() {
        return TYPES + String.join(", ", types) + "\n" + sql + END;
    }

    boolean isStagingTable() {
        return sql.startsWith("CREATE TEMPORARY TABLE");
    }

    /** A statement by which PostgreSQL checks this one, without running it. */
    String preparation() {
        var parameters = types.isEmpty() ? "" : "(" + String.join(", ", types) + ")";
        return "PREPARE released" + parameters + " AS " + sql;
    }

    @Override
    public int compareTo(ReleasedStatement other) {
        return text().compareTo(other.text());
    }
}
