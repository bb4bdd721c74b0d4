package dev.netstock.ledger.testing;

import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.release.StatementRecorder;
import dev.netstock.ledger.sync.Pace;
import dev.netstock.ledger.sync.SupplySender;
import dev.netstock.local.postgresql.PostgresServer;
import dev.netstock.stock.Location;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.Shop;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A separate, migrated and empty ledger database in the PostgreSQL server of this JVM. {@code
 * east}, {@code west} and {@code north} sell online, as in {@code Shop}; {@code depot} is known and
 * does not. Thread-safe.
 *
 * @param config its address
 * @param database for up to eight threads
 * @param idle connections of the owner that no command uses: a new one takes longer than most
 *     commands
 */
public record TestLedger(LedgerConfig config, LedgerDatabase database, Deque<Connection> idle)
        implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final int VALID_WITHIN_SECONDS = 10;
    private static final String TEMPLATE = "ledger_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class Server {
        static final PostgresServer ONE = start();

        private static PostgresServer start() {
            PostgresServer server = PostgresServer.start();
            createDatabase(server, TEMPLATE, "template1");
            try (LedgerDatabase template =
                    LedgerDatabase.withConnections(owners(config(server, TEMPLATE)), 1)) {
                template.migrate(List.of());
            }
            try (TestLedger template = of(config(server, TEMPLATE));
                    Connection connection = template.connection()) {
                StatementRecorder.startIfRequested(connection);
            } catch (SQLException e) {
                throw new AssertionError("The migrated schema cannot be read", e);
            }
            return server;
        }
    }

    /** A new ledger. */
    public static TestLedger create() {
        TestLedger ledger = createWithoutLocations();
        ledger.execute("SELECT sell_online('{east,west,north}')");
        ledger.execute("INSERT INTO locations (location) VALUES ('depot')");
        return ledger;
    }

    /** A new ledger without locations. */
    public static TestLedger createWithoutLocations() {
        String name = "ledger_" + COUNT.incrementAndGet();
        createDatabase(Server.ONE, name, TEMPLATE);
        return of(config(Server.ONE, name));
    }

    /** A new database without tables. */
    public static TestLedger createUnmigrated() {
        String name = "ledger_" + COUNT.incrementAndGet();
        createDatabase(Server.ONE, name, "template1");
        return of(config(Server.ONE, name));
    }

    /**
     * A copy of this ledger as it is now. Its connections are closed, and opened again when used.
     */
    public TestLedger copy() {
        close();
        String name = "ledger_" + COUNT.incrementAndGet();
        createDatabase(Server.ONE, name, config.database());
        return of(config(Server.ONE, name));
    }

    private static TestLedger of(LedgerConfig config) {
        return new TestLedger(
                config,
                LedgerDatabase.withConnections(config, CONNECTIONS),
                new ConcurrentLinkedDeque<>());
    }

    @Override
    public void close() {
        database.close();
        for (Connection unused = idle.poll(); unused != null; unused = idle.poll()) {
            try {
                unused.close();
            } catch (SQLException e) {
                throw new AssertionError("A connection cannot be closed", e);
            }
        }
    }

    /** Migrates it, as the owner. */
    public void migrate(Location... online) {
        try (LedgerDatabase owned = LedgerDatabase.withConnections(owners(config), 1)) {
            owned.migrate(List.of(online));
        }
    }

    /** The address with the user of the owner. */
    public LedgerConfig ownersConfig() {
        return owners(config);
    }

    /** A connection of the owner, with autocommit. */
    public Connection connection() {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&sslmode=require"
                            .formatted(config.port(), config.database(), PostgresServer.OWNER));
        } catch (SQLException e) {
            throw new AssertionError("The test's database cannot be reached", e);
        }
    }

    /** Adds items. */
    public void addItems(String... skus) {
        execute(
                "INSERT INTO items (sku) SELECT unnest(?::text[]) ON CONFLICT DO NOTHING",
                literal(skus));
    }

    /** Adds or replaces book stock, as a file import does, and recalculates its key. */
    public void book(String sku, String location, String date, long units) {
        execute(
                """
                INSERT INTO book_stock (sku, location, business_date, units)
                VALUES (?, ?, ?::date, ?)
                ON CONFLICT (sku, location, business_date) DO UPDATE SET units = excluded.units;
                SELECT touch(ARRAY[?], ARRAY[?]);
                SELECT recalculate(ARRAY[?], ARRAY[?])
                """,
                sku,
                location,
                date,
                units,
                sku,
                location,
                sku,
                location);
    }

    /** Sends all pending supply to net stock. */
    public void sync(DynamoNetStock stock) {
        new SupplySender(database, stock.supplyApplier()::apply, Pace.of(1_000_000))
                .run(Shop.call());
    }

    /** Units of an order leave a location, as the warehouse reports it, in one transaction. */
    public void ship(String orderId, String sku, String location, String date, long units) {
        execute(
                """
                SELECT touch(ARRAY[?], ARRAY[?]);
                SELECT count_shipments(ARRAY[jsonb_populate_record(NULL::movements, jsonb_build_object(
                    'order_id', ?::text, 'sku', ?::text, 'location', ?::text, 'kind', 'shipment',
                    'business_date', ?::date, 'units', ?::bigint))], now());
                SELECT recalculate(ARRAY[?], ARRAY[?])
                """,
                sku,
                location,
                orderId,
                sku,
                location,
                date,
                -units,
                sku,
                location);
    }

    /** Deletes all rows but the locations. */
    public void clear() {
        execute(
                """
                DO $$ BEGIN EXECUTE (
                    SELECT 'TRUNCATE ' || string_agg(quote_ident(relname), ', ') || ' RESTART IDENTITY'
                    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                      AND NOT relispartition AND relname NOT IN ('locations', 'flyway_schema_history')
                ); END $$
                """);
    }

    /** Runs a command. */
    public void execute(String command, Object... parameters) {
        Connection connection = borrow();
        try (PreparedStatement statement = connection.prepareStatement(command)) {
            set(statement, parameters);
            statement.execute();
        } catch (SQLException e) {
            throw new AssertionError("A test's command failed", e);
        } finally {
            idle.push(connection);
        }
    }

    /** The rows of a query: their columns as text, joined by blanks. */
    public List<String> rows(String query, Object... parameters) {
        Connection connection = borrow();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            set(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                var texts = new java.util.ArrayList<String>();
                while (rows.next()) {
                    texts.add(text(rows));
                }
                return List.copyOf(texts);
            }
        } catch (SQLException e) {
            throw new AssertionError("A test's query failed", e);
        } finally {
            idle.push(connection);
        }
    }

    /** An idle connection, unless the server has closed it; or a new one. */
    private Connection borrow() {
        Connection connection = idle.poll();
        try {
            return connection != null && connection.isValid(VALID_WITHIN_SECONDS)
                    ? connection
                    : connection();
        } catch (SQLException e) {
            throw new AssertionError("The test's database cannot be reached", e);
        }
    }

    /** The one number of a query. */
    public long number(String query, Object... parameters) {
        return Long.parseLong(rows(query, parameters).getFirst());
    }

    private static String text(ResultSet row) throws SQLException {
        var columns = new java.util.ArrayList<@Nullable String>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.add(row.getString(i));
        }
        return columns.stream().map(it -> it == null ? "-" : it).collect(Collectors.joining(" "));
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static String literal(String... elements) {
        return Arrays.stream(elements).collect(Collectors.joining(",", "{", "}"));
    }

    private static LedgerConfig config(PostgresServer server, String database) {
        return new LedgerConfig(
                "127.0.0.1", server.port(), database, PostgresServer.ROLE, "ap-northeast-1");
    }

    private static LedgerConfig owners(LedgerConfig config) {
        return new LedgerConfig(
                config.host(),
                config.port(),
                config.database(),
                PostgresServer.OWNER,
                config.region());
    }

    private static void createDatabase(PostgresServer server, String name, String template) {
        try (Connection connection = server.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE DATABASE %s OWNER %s TEMPLATE %s"
                            .formatted(name, PostgresServer.OWNER, template));
        } catch (SQLException e) {
            throw new AssertionError("A test's database cannot be created", e);
        }
    }
}
