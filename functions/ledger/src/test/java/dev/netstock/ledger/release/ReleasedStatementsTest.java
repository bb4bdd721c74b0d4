package dev.netstock.ledger.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.ledger.testing.TestLedger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * While a version is deployed, the one before still runs on the migrated schema. So a migration
 * only expands the schema; it contracts it when no deployed version needs the old part.
 */
class ReleasedStatementsTest {
    private final TestLedger ledger = TestLedger.createWithoutLocations();
    private final ReleasedStatements released = ReleasedStatements.read();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void migratedSchema_acceptsEveryStatementOfTheReleasedVersion() throws SQLException {
        assertThat(released.statements()).hasSizeGreaterThan(80);
        assertThat(broken()).isEmpty();
    }

    /** The released version inserts no value into a column that it does not know. */
    @Test
    void migratedSchema_requiresNoValueThatTheReleasedVersionDoesNotWrite() {
        assertThat(requiredColumnsThatAreNew()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ALTER TABLE movements RENAME COLUMN units TO pieces              | m.units does not exist
                    ALTER TABLE book_stock DROP COLUMN business_date CASCADE         | column "business_date"
                    ALTER TABLE deltas RENAME TO events                              | relation "deltas"
                    ALTER FUNCTION recalculate RENAME TO calculate                   | function recalculate
                    """)
    void broken_whenAMigrationContractsTooEarly_namesTheStatementsThatFail(
            String migration, String reason) throws SQLException {
        ledger.execute(migration);

        assertThat(broken()).isNotEmpty().anyMatch(it -> it.contains(reason));
    }

    @Test
    void broken_whenAMigrationExpands_isEmpty() throws SQLException {
        ledger.execute("ALTER TABLE items ADD COLUMN colour text");
        ledger.execute("ALTER TABLE items ADD COLUMN weight bigint NOT NULL DEFAULT 0");
        ledger.execute("CREATE TABLE suppliers (supplier text PRIMARY KEY)");

        assertThat(broken()).isEmpty();
        assertThat(requiredColumnsThatAreNew()).isEmpty();
    }

    @Test
    void requiredColumns_whenAMigrationAddsOneWithoutADefault_areFound() {
        ledger.execute("ALTER TABLE items ADD COLUMN weight bigint NOT NULL");

        assertThat(requiredColumnsThatAreNew()).containsExactly("items weight");
    }

    private List<String> broken() throws SQLException {
        try (var connection = ledger.connection()) {
            return released.broken(connection);
        }
    }

    /** New tables are not written by the released version. */
    private List<String> requiredColumnsThatAreNew() {
        Set<String> tables =
                released.columns().stream()
                        .map(it -> it.substring(0, it.indexOf(' ')))
                        .collect(Collectors.toSet());
        return ledger
                .rows(
                        """
                        SELECT relname, attname
                        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                          AND NOT relispartition AND attnum > 0 AND NOT attisdropped
                          AND attnotnull AND NOT atthasdef AND attidentity = ''
                        ORDER BY 1, 2
                        """)
                .stream()
                .filter(it -> tables.contains(it.substring(0, it.indexOf(' '))))
                .filter(it -> !released.columns().contains(it))
                .toList();
    }
}
