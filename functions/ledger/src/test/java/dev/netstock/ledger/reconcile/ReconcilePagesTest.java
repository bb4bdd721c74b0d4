package dev.netstock.ledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.ledger.testing.TestLedger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ReconcilePagesTest {
    private final Run run =
            new Run("run", false, Phase.JUDGING, Instant.now(), Duration.ZERO, Optional.empty());

    private final TestLedger ledger = TestLedger.create();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void suspects_pagedOneByOne_containEachKeyOnceWithItsShards() {
        ledger.execute(
                """
                INSERT INTO reconcile_looks (run_id, sku, location, shard, look, began_at, ended_at,
                    available, reserved, item_version, supply, supply_version, behind)
                SELECT run_id, sku, location, shard, 1, now(), now(), 0, 0, 1, 0, 1, false
                FROM unnest('{run,other}'::text[]) AS r (run_id),
                     unnest('{A,A-1,A.1,B}'::text[]) AS s (sku),
                     unnest('{east,east-2}'::text[]) AS l (location), generate_series(0, 1) AS n (shard)
                """);
        List<String> items = new ArrayList<>();
        ledger.database()
                .inTransaction(
                        sql -> {
                            Suspects suspects = new Suspects(sql);
                            String after = "";
                            List<String> page = suspects.keys(run, after, 1);
                            while (!page.isEmpty()) {
                                for (Suspect suspect :
                                        suspects.between(run, after, page.getLast())) {
                                    items.add(page.getLast() + " " + suspect.item().shard());
                                    assertThat(
                                                    suspect.item().sku()
                                                            + "/"
                                                            + suspect.item().location())
                                            .isEqualTo(page.getLast());
                                }
                                after = page.getLast();
                                page = suspects.keys(run, after, 1);
                            }
                            return items;
                        });
        assertThat(items)
                .containsExactlyInAnyOrder(
                        "A/east 0",
                        "A/east 1",
                        "A/east-2 0",
                        "A/east-2 1",
                        "A-1/east 0",
                        "A-1/east 1",
                        "A-1/east-2 0",
                        "A-1/east-2 1",
                        "A.1/east 0",
                        "A.1/east 1",
                        "A.1/east-2 0",
                        "A.1/east-2 1",
                        "B/east 0",
                        "B/east 1",
                        "B/east-2 0",
                        "B/east-2 1");
    }

    @Test
    void findings_pagedOneByOne_containEachOnce() {
        ledger.execute(
                """
                INSERT INTO reconcile_runs (run_id, repair, phase, started_at, settle_ms)
                VALUES ('run', false, 'repairing', now(), 0)
                """);
        ledger.execute(
                """
                INSERT INTO reconcile_findings (run_id, kind, subject)
                SELECT 'run', kind, subject
                FROM unnest('{lost-event,missing-item,missing-order}'::text[]) AS k (kind),
                     unnest('{A,"A b","A b c",A-1,B}'::text[]) AS s (subject)
                """);
        List<String> cursors = new ArrayList<>();
        ledger.database()
                .inTransaction(
                        sql -> {
                            List<Finding> page = Findings.page(sql, "run", "", 1);
                            while (!page.isEmpty()) {
                                cursors.add(Findings.cursor(page.getLast()));
                                page = Findings.page(sql, "run", cursors.getLast(), 1);
                            }
                            return cursors;
                        });
        assertThat(cursors).hasSize(15).doesNotHaveDuplicates();
    }
}
