package dev.netstock.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.function.Environment;
import dev.netstock.stock.Location;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

class LedgerDatabaseTest {
    private static final TestLedger LEDGER = TestLedger.create();
    private final LedgerDatabase database = LEDGER.database();

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    @BeforeEach
    void clear() {
        LEDGER.clear();
    }

    @Test
    void migrate_ofAMigratedDatabase_changesNothing() {
        String history = "SELECT version, installed_on FROM flyway_schema_history ORDER BY 1";
        List<String> before = LEDGER.rows(history);

        LEDGER.migrate(new Location("east"), new Location("west"), new Location("north"));

        assertThat(LEDGER.rows(history)).isNotEmpty().isEqualTo(before);
    }

    @Test
    void migrate_ofAnEmptyDatabase_createsPartitionsAheadOfTime() {
        try (TestLedger empty = TestLedger.createUnmigrated()) {
            empty.migrate(new Location("east"));

            assertThat(
                            empty.rows(
                                    """
                                    SELECT inhparent::regclass, count(*) FROM pg_inherits
                                    WHERE inhparent::regclass::text IN ('movements', 'deltas', 'delta_lines')
                                    GROUP BY 1
                                    """))
                    .containsExactlyInAnyOrder("delta_lines 5", "deltas 5", "movements 5");
            assertThat(empty.rows("SELECT location FROM locations WHERE sells_online"))
                    .containsExactly("east");
        }
    }

    @Test
    void migrate_whenAMigrationFileWasChanged_fails() {
        try (TestLedger other = TestLedger.createWithoutLocations()) {
            other.execute("UPDATE flyway_schema_history SET checksum = checksum + 1");

            assertThatThrownBy(() -> other.migrate(new Location("east")))
                    .hasMessageContaining("checksum mismatch");
        }
    }

    /** 10 s + 3 · 5 s: what a killed function locked is free within half a minute. */
    @Test
    void connection_ofADeadClient_isDetectedWithinHalfAMinute() {
        List<String> settings =
                database.inTransaction(
                        sql -> {
                            List<String> values = new ArrayList<>();
                            for (String name :
                                    List.of(
                                            "tcp_keepalives_idle",
                                            "tcp_keepalives_interval",
                                            "tcp_keepalives_count",
                                            "client_connection_check_interval")) {
                                values.add(text(sql, "SHOW " + name));
                            }
                            return values;
                        });

        assertThat(settings).containsExactly("10", "5", "3", "10s");
    }

    @Test
    void drop_afterYears_dropsTheMonthsBeyondTheRetentionOneByOne() {
        try (TestLedger other = TestLedger.createWithoutLocations()) {
            other.execute("SELECT create_partitions('2020-01-15')");
            addLines(other);
            for (String date : List.of("2020-01-31", "2020-02-01")) {
                other.execute(
                        "INSERT INTO adjustments VALUES ('A', 'east', ?::date, '/a', 'm')", date);
            }

            assertThat(drop(other, "movements", "2022-03-31")).isEqualTo(1);
            assertThat(drop(other, "movements", "2022-03-31")).isZero();
            assertThat(other.rows("SELECT business_date FROM adjustments"))
                    .containsExactly("2020-02-01");
            assertThat(other.rows("SELECT * FROM taken_before")).isEmpty();

            assertThat(drop(other, "deltas,delta_lines", "2022-03-31")).isEqualTo(2);
            assertThat(drop(other, "deltas,delta_lines", "2022-03-31")).isZero();
            assertThat(other.rows("SELECT * FROM taken_before")).containsExactly("A east 0 6");

            assertThat(
                            other.rows(
                                    """
                                    SELECT relname FROM pg_class
                                    WHERE relname ~ '_2020_\\d\\d$' AND relkind = 'r' ORDER BY 1
                                    """))
                    .containsExactly(
                            "delta_lines_2020_02",
                            "delta_lines_2020_03",
                            "delta_lines_2020_04",
                            "deltas_2020_02",
                            "deltas_2020_03",
                            "deltas_2020_04",
                            "movements_2020_02",
                            "movements_2020_03",
                            "movements_2020_04");
        }
    }

    /** A drop that has to wait for long is undone; what it counted is not counted twice. */
    @Test
    void drop_whileATableIsInUse_changesNothing() throws SQLException {
        try (TestLedger other = TestLedger.createWithoutLocations();
                Connection writer = other.connection();
                Statement statement = writer.createStatement()) {
            other.execute("SELECT create_partitions('2020-01-15')");
            addLines(other);
            writer.setAutoCommit(false);
            statement.execute("LOCK TABLE ONLY deltas IN ROW EXCLUSIVE MODE");

            assertThat(drop(other, "deltas,delta_lines", "2022-03-31")).isEqualTo(-1);

            assertThat(other.rows("SELECT * FROM taken_before")).isEmpty();
            assertThat(other.number("SELECT count(*) FROM delta_lines_2020_01")).isEqualTo(3);
            writer.rollback();
            assertThat(drop(other, "deltas,delta_lines", "2022-03-31")).isEqualTo(2);
            assertThat(other.rows("SELECT * FROM taken_before")).containsExactly("A east 0 6");
        }
    }

    /** Who records movements locks the table first, and all of its months later. */
    @Test
    void drop_ofMovements_locksTheMonthAfterTheTable() throws Exception {
        try (TestLedger other = TestLedger.createWithoutLocations();
                Connection writer = other.connection();
                Statement statement = writer.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.execute("SELECT create_partitions('2020-01-15')");
            // The drop must still be waiting when the test looks.
            other.execute("ALTER FUNCTION drop_oldest_month SET lock_timeout = '30s'");
            writer.setAutoCommit(false);
            statement.execute("LOCK TABLE ONLY movements IN ROW EXCLUSIVE MODE");
            Future<Long> dropped = threads.submit(() -> drop(other, "movements", "2022-03-31"));
            await().atMost(Duration.ofSeconds(10))
                    .until(
                            () ->
                                    other.number(
                                                    "SELECT count(*) FROM pg_locks l JOIN"
                                                            + " pg_database d ON d.oid ="
                                                            + " l.database WHERE NOT granted AND"
                                                            + " datname = current_database()")
                                            == 1);

            statement.execute("LOCK TABLE movements_2020_01 IN ROW EXCLUSIVE MODE NOWAIT");
            writer.rollback();
            assertThat(dropped.get()).isEqualTo(1);
        }
    }

    @Test
    void creation_whileATableIsInUse_createsTheRestAtTheNextCall() throws SQLException {
        try (TestLedger other = TestLedger.createWithoutLocations();
                Connection writer = other.connection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("LOCK TABLE ONLY deltas IN ROW EXCLUSIVE MODE");

            assertThat(other.rows("SELECT create_partitions('2020-01-15')")).containsExactly("f");
            writer.rollback();
            assertThat(other.rows("SELECT create_partitions('2020-01-15')")).containsExactly("t");

            assertThat(
                            other.rows(
                                    "SELECT to_regclass('movements_2020_04'),"
                                            + " to_regclass('delta_lines_2020_04')"))
                    .containsExactly("movements_2020_04 delta_lines_2020_04");
        }
    }

    @Test
    void creation_whenTheDefaultPartitionHasRows_leavesThemThere() {
        try (TestLedger other = TestLedger.createWithoutLocations()) {
            other.execute(
                    "INSERT INTO deltas (delta_id, occurred_at, type) VALUES ('a', '2199-05-05',"
                            + " 'b')");
            other.execute("SELECT create_partitions('2199-04-01')");

            assertThat(other.rows("SELECT delta_id FROM deltas_default")).containsExactly("a");
            assertThat(other.rows("SELECT to_regclass('deltas_2199_05')")).containsExactly("-");
            assertThat(other.rows("SELECT to_regclass('deltas_2199_06')"))
                    .containsExactly("deltas_2199_06");
        }
    }

    /** Three lines of January 2020, of 6 units together. */
    private static void addLines(TestLedger ledger) {
        for (int line = 1; line <= 3; line++) {
            ledger.execute(
                    "INSERT INTO delta_lines VALUES ('d', ?, '2020-01-09', 'A', 'east', 0, ?)",
                    line,
                    -line);
        }
    }

    private static long drop(TestLedger ledger, String tables, String today) {
        return ledger.number("SELECT drop_oldest_month('{%s}', '%s', 25)".formatted(tables, today));
    }

    @Test
    void roleOfTheFunctions_cannotChangeTheSchema() {
        assertThatThrownBy(
                        () -> database.inTransaction(sql -> sql.run("CREATE TABLE mine (a int)")))
                .hasRootCauseMessage("ERROR: permission denied for schema public\n  Position: 14");
        assertThatNoException()
                .isThrownBy(
                        () ->
                                database.inTransaction(
                                        sql -> sql.run("SELECT create_partitions(current_date)")));
    }

    @Test
    void connections_ofAFunction_areEncrypted() {
        String encrypted =
                database.inTransaction(
                        sql ->
                                text(
                                        sql,
                                        "SELECT ssl FROM pg_stat_ssl WHERE pid ="
                                                + " pg_backend_pid()"));

        assertThat(encrypted).isEqualTo("t");
    }

    @Test
    void inTransaction_whenTheWorkFails_rollsBack() {
        assertThatThrownBy(
                        () ->
                                database.inTransaction(
                                        sql -> {
                                            sql.run("INSERT INTO items (sku) VALUES ('A')");
                                            throw new IllegalStateException("broken");
                                        }))
                .hasMessage("broken");

        assertThat(LEDGER.number("SELECT count(*) FROM items")).isZero();
    }

    @Test
    void inTransaction_whenTheConnectionIsLost_retries() {
        var tries = new AtomicInteger();

        database.inTransaction(
                sql -> {
                    sql.run("INSERT INTO items (sku) VALUES ('A') ON CONFLICT DO NOTHING");
                    if (tries.incrementAndGet() == 1) {
                        sql.run("SELECT pg_terminate_backend(pg_backend_pid())");
                    }
                    return tries;
                });

        assertThat(tries).hasValue(2);
        assertThat(LEDGER.number("SELECT count(*) FROM items")).isOne();
    }

    @Test
    void inTransaction_whenTwoDeadlock_bothSucceed() throws Exception {
        LEDGER.addItems("A", "B");
        Thread other = Thread.ofVirtual().start(() -> rename("B", "A"));
        rename("A", "B");
        other.join();

        assertThat(LEDGER.rows("SELECT DISTINCT name FROM items")).containsExactly("xx");
    }

    @Test
    void inTransaction_ofAnInvalidStatement_doesNotRetry() {
        var tries = new AtomicInteger();

        assertThatThrownBy(
                        () ->
                                database.inTransaction(
                                        sql -> {
                                            tries.incrementAndGet();
                                            sql.run("SELECT nothing");
                                            return tries;
                                        }))
                .isInstanceOf(LedgerException.class)
                .hasMessage("The ledger's database refused a statement");
        assertThat(tries).hasValue(1);
    }

    @Test
    void inTransaction_whenTheServerIsUnreachable_throwsRetryLater() {
        var nowhere = new LedgerConfig("127.0.0.1", 1, "ledger", "netstock", "ap-northeast-1");
        try (LedgerDatabase absent =
                LedgerDatabase.withConnections(nowhere, 1, Duration.ofMillis(300))) {
            assertThatThrownBy(() -> absent.inTransaction(sql -> sql.connection().isValid(1)))
                    .isInstanceOfSatisfying(
                            RetryLaterException.class,
                            e -> {
                                assertThat(e.retryAfter()).hasSeconds(10);
                                assertThat(e.toCaller()).contains("wake up");
                            });
        }
    }

    /** Hikari warns when it corrects a setting, at each cold start. */
    @Test
    void settings_ofTheConnections_areKeptByHikari() {
        var settings = LedgerConnections.settings(LEDGER.config(), 1, Duration.ofSeconds(25));
        var set =
                List.of(
                        settings.getIdleTimeout(),
                        settings.getMaxLifetime(),
                        settings.getKeepaliveTime(),
                        settings.getConnectionTimeout(),
                        settings.getValidationTimeout());

        settings.validate();

        assertThat(settings)
                .extracting(
                        "idleTimeout",
                        "maxLifetime",
                        "keepaliveTime",
                        "connectionTimeout",
                        "validationTimeout")
                .isEqualTo(set);
    }

    @Test
    void snapshot_ofAPrimedFunction_hasNoConnection() {
        try (LedgerDatabase function = LedgerDatabase.of(LEDGER.config())) {
            function.prime();
            String mine = function.inTransaction(sql -> text(sql, "SELECT pg_backend_pid()"));

            function.beforeCheckpoint(null);

            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    LEDGER.rows(
                                                            "SELECT FROM pg_stat_activity WHERE pid"
                                                                    + " = ?::int",
                                                            mine))
                                            .isEmpty());
            String next = function.inTransaction(sql -> text(sql, "SELECT pg_backend_pid()"));
            assertThat(next).isNotEqualTo(mine);
        }
    }

    @Test
    void config_withAnInvalidPort_namesTheVariable() {
        var variables =
                Map.of(
                        "LEDGER_HOST", "h",
                        "LEDGER_PORT", "70000",
                        "LEDGER_DATABASE", "ledger",
                        "LEDGER_USER", "netstock",
                        "AWS_REGION", "ap-northeast-1");

        assertThatThrownBy(() -> LedgerConfig.of(new Environment(variables)))
                .hasMessageContaining("LEDGER_PORT");
    }

    /** Locks the first item before the second. */
    private void rename(String first, String second) {
        database.inTransaction(
                sql -> {
                    sql.run(
                            "UPDATE items SET name = name || 'x' WHERE sku = '%s'"
                                    .formatted(first));
                    sql.run("SELECT pg_sleep(0.2)");
                    return sql.run(
                            "UPDATE items SET name = name || 'x' WHERE sku = '%s'"
                                    .formatted(second));
                });
    }

    private static String text(Sql sql, String query) throws SQLException {
        return sql.first(query, row -> row.getString(1)).orElseThrow();
    }
}
