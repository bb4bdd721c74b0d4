package dev.netstock.ledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContradictionFindingsTest {
    private static final String RECORD =
            """
            SELECT record_movements(ARRAY['/test'], ARRAY[?], '{2026-11-21}', '{receipt}', ARRAY[?], '{depot}',
                ARRAY[?::bigint], ARRAY[NULL::text], '{2026-11-21T01:00:00Z}')
            """;

    private final Company company = Company.open();

    @AfterEach
    void close() {
        company.close();
    }

    @Test
    void run_whenMovementsContradictEachOther_listsEachNameAndLeavesItToPeople() {
        company.ledger().addItems("A", "B");
        record("m-1", "A", 5);
        record("m-1", "A", 6);
        record("m-1", "B", 5);
        record("m-2", "A", 5);
        record("m-2", "unknown", 5);
        record("m-3", "A", 5);
        record("m-3", "A", 5);

        assertThat(RunDriver.calm(company).run(false))
                .containsExactly(
                        "contradiction /test m-1@2026-11-21 -",
                        "contradiction /test m-2@2026-11-21 -");
        assertThat(
                        company.ledger()
                                .rows(
                                        "SELECT sku, location, expected, actual FROM"
                                                + " reconcile_findings ORDER BY subject"))
                .containsExactly("A depot 5 6", "unknown depot 5 5");
        assertThat(company.reports().values()).anyMatch(it -> it.contains("\"contradiction\""));
        assertThat(RunDriver.calm(company).run(true))
                .containsExactly(
                        "contradiction /test m-1@2026-11-21 left-to-people",
                        "contradiction /test m-2@2026-11-21 left-to-people");

        company.ledger()
                .execute("UPDATE contradictions SET heard_at = heard_at - interval '8 days'");
        assertThat(RunDriver.calm(company).run(false)).isEmpty();
    }

    @Test
    void run_whenOneNameIsPendingAndCounted_listsIt() {
        company.ledger().addItems("A");
        record("m-1", "C", 7);
        company.ledger()
                .execute(
                        """
                        INSERT INTO movements VALUES ('/test', 'm-1', '2026-11-21', 'receipt', 'A', 'depot', 5, NULL,
                            '2026-11-21T01:00:00Z')
                        """);
        assertThat(RunDriver.calm(company).run(false))
                .containsExactly("contradiction /test m-1@2026-11-21 -");
    }

    private void record(String id, String sku, long units) {
        company.ledger().execute(RECORD, id, sku, units);
    }
}
