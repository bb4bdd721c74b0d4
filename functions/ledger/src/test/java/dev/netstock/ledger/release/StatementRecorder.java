package dev.netstock.ledger.release;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.netstock.ledger.database.Sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Records the statements that the ledger's own code sends while its tests run, with the types of
 * their parameters: from the log of the PostgreSQL driver, which shows each message to the server.
 * With the system property {@code release.record}, the tests of a module write them to {@link
 * ReleasedStatements}' files when the JVM ends. Thread-safe.
 */
public final class StatementRecorder extends Handler {
    private static final Logger DRIVER =
            Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");
    private static final Pattern PARSE =
            Pattern.compile(
                    " FE=> Parse\\(stmt=.*?,query=\"(.*)\",oids=\\{(.*)}\\)", Pattern.DOTALL);
    private static final Pattern LEDGERS =
            Pattern.compile(
                    "\\s*(SELECT|INSERT|UPDATE|DELETE|WITH|VALUES|CREATE TEMPORARY)\\b.*",
                    Pattern.DOTALL);

    private final Set<ReleasedStatement> recorded = new ConcurrentSkipListSet<>();
    private final Map<String, String> typeNames;
    private final List<String> columns;

    private StatementRecorder(Map<String, String> typeNames, List<String> columns) {
        this.typeNames = Map.copyOf(typeNames);
        this.columns = List.copyOf(columns);
    }

    /**
     * Starts recording if the system property asks for it.
     *
     * @param migrated a connection to a migrated database
     */
    public static void startIfRequested(Connection migrated) throws SQLException {
        if (System.getProperty("release.record") == null) {
            return;
        }
        var recorder =
                new StatementRecorder(typeNames(migrated), ReleasedStatements.columns(migrated));
        DRIVER.setLevel(Level.FINEST);
        DRIVER.setUseParentHandlers(false);
        DRIVER.addHandler(recorder);
        Runtime.getRuntime().addShutdownHook(new Thread(recorder::write));
    }

    @Override
    public void publish(LogRecord message) {
        var parse = PARSE.matcher(message.getMessage());
        if (parse.matches() && LEDGERS.matcher(parse.group(1)).matches() && isOfTheCode()) {
            recorded.add(new ReleasedStatement(parse.group(1).strip(), oids(parse.group(2))));
        }
    }

    @Override
    public void flush() {
        // Written at the end.
    }

    @Override
    public void close() {
        // Written at the end.
    }

    private static List<String> oids(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
    }

    /** Tests also use {@link Sql}. */
    private static boolean isOfTheCode() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(StatementRecorder::caller)
                .map(it -> it.getProtectionDomain().getCodeSource())
                .filter(it -> it != null && !it.getLocation().getPath().contains("test-classes"))
                .isPresent();
    }

    private static Optional<Class<?>> caller(Stream<StackWalker.StackFrame> frames) {
        return frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                .dropWhile(it -> it != Sql.class)
                .dropWhile(it -> it == Sql.class)
                .findFirst();
    }

    private void write() {
        var text =
                recorded.stream()
                        .map(it -> it.withTypes(oid -> typeNames.getOrDefault(oid, "unknown")))
                        .map(ReleasedStatement::text)
                        .distinct()
                        .sorted()
                        .collect(joining());
        try {
            var folder = Files.createDirectories(ReleasedStatements.folder());
            Files.writeString(folder.resolve(ReleasedStatements.STATEMENTS), text);
            Files.write(folder.resolve(ReleasedStatements.COLUMNS), columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> typeNames(Connection connection) throws SQLException {
        return new Sql(connection)
                        .list(
                                "SELECT oid::text, oid::regtype::text FROM pg_type",
                                row -> List.of(row.getString(1), row.getString(2)))
                        .stream()
                        .collect(toMap(List::getFirst, List::getLast));
    }
}
