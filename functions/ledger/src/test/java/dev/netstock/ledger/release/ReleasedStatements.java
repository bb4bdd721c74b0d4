package dev.netstock.ledger.release;

import dev.netstock.ledger.database.Sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * What the released version, which runs while the next one is deployed, needs of the schema: its
 * statements, and the columns that it knows. The files are written when a version is released, and
 * not by a migration:
 *
 * <pre>mvn -pl functions/ledger -am verify -Drelease.record</pre>
 *
 * @param statements its statements
 * @param columns its columns, as lines {@code table column}
 */
record ReleasedStatements(List<ReleasedStatement> statements, List<String> columns) {
    static final String STATEMENTS = "released-statements.sql";
    static final String COLUMNS = "released-columns.txt";

    private static final Path FOLDER = Path.of("src", "test", "resources", "release");

    /** Where the files are. */
    static Path folder() {
        return FOLDER;
    }

    static ReleasedStatements read() {
        try {
            var statements = Files.readString(FOLDER.resolve(STATEMENTS));
            return new ReleasedStatements(
                    Arrays.stream(statements.split(ReleasedStatement.END))
                            .map(ReleasedStatement::parse)
                            .toList(),
                    Files.readAllLines(FOLDER.resolve(COLUMNS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The columns of a database, without those of partitions: {@code table column}. */
    static List<String> columns(Connection connection) throws SQLException {
        return new Sql(connection)
                .list(
                        """
                        SELECT relname || ' ' || attname
                        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                          AND NOT relispartition AND attnum > 0 AND NOT attisdropped
                          AND relname <> 'flyway_schema_history'
                        ORDER BY 1
                        """,
                        row -> row.getString(1));
    }

    /** The statements that the schema of a database does not accept, with its reason. */
    List<String> broken(Connection connection) throws SQLException {
        var staging = statements.stream().filter(ReleasedStatement::isStagingTable).toList();
        var broken = new ArrayList<String>();
        for (var statement : statements) {
            if (!statement.isStagingTable()) {
                addIfBroken(statement, staging, connection, broken);
            }
        }
        return broken;
    }

    /** An import's statement is checked with the staging table of its kind of file. */
    private static void addIfBroken(
            ReleasedStatement statement,
            List<ReleasedStatement> staging,
            Connection connection,
            List<String> broken)
            throws SQLException {
        var reasons = new TreeSet<String>();
        var tables = new ArrayList<>(staging.stream().map(ReleasedStatement::sql).toList());
        tables.addFirst("SELECT");
        for (var table : statement.sql().contains("file_rows") ? tables : List.of("SELECT")) {
            try (var command = connection.createStatement()) {
                command.execute("BEGIN");
                command.execute(table);
                command.execute(statement.preparation());
                return;
            } catch (SQLException e) {
                reasons.add(e.getMessage());
            } finally {
                cleanUp(connection);
            }
        }
        broken.add(String.join(" / ", reasons) + ": " + statement.sql());
    }

    /** A prepared statement outlives its transaction. */
    private static void cleanUp(Connection connection) throws SQLException {
        try (var command = connection.createStatement()) {
            command.execute("ROLLBACK");
            command.execute("DEALLOCATE ALL");
        }
    }
}
