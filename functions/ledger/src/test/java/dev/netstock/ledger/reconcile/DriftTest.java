package dev.netstock.ledger.reconcile;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Drift of each kind is planted while shoppers shop; it is found, named, and repaired. */
class DriftTest {
    private static final List<String> QUIET =
            List.of("lost", "twice", "doubled", "phantom", "reserved", "available", "supplied");

    /** A run without and with repairs says so of what it cannot tell. */
    private static final Set<String> UNCLEAR = Set.of("unsure", "left-to-next-run");

    private static final int RUNS_MAX = 3;

    private final Company company = Company.openForTrade();

    @AfterEach
    void close() {
        company.close();
    }

    @Test
    void run_whenDriftOfEachKindIsInjectedUnderLoad_findsAndRepairsAllOfIt() {
        company.book(1_000_000, QUIET.toArray(String[]::new));
        company.book(50, "gone", "ahead", "order");
        try (Trade trade = Trade.open(company, QUIET, 42)) {
            plant();
            Map<String, String> found = runs(42, false);
            assertThat(found).containsOnlyKeys(planted);
            assertThat(found.values()).containsOnly("-");
            Map<String, String> repaired = runs(43, true);
            assertThat(repaired).containsOnlyKeys(planted);
            assertThat(repaired.values()).doesNotContain("-").doesNotContainAnyElementsOf(UNCLEAR);
            assertThat(RunDriver.calm(company).run(false))
                    .containsExactly("unknown-item stray/east -");
            assertThat(trade.orders()).isGreaterThan(100);
        }
        assertThat(RunDriver.calm(company).run(false)).containsExactly("unknown-item stray/east -");
        assertBothSidesAgree();
    }

    /**
     * Runs until all planted drift is found and none is left to the next run. On a busy machine, a
     * run can leave an item whose numbers are uncertain to the next one.
     *
     * @return the repair that was not left to the next run, by kind and subject
     */
    private Map<String, String> runs(int seed, boolean repair) {
        Map<String, String> repairs = new TreeMap<>();
        for (int run = 0; run < RUNS_MAX && !isComplete(repairs); run++) {
            var random = new SplittableRandom(seed + 10L * run);
            for (String finding : RunDriver.faulty(company, random).run(repair)) {
                int end = finding.lastIndexOf(' ');
                repairs.merge(
                        finding.substring(0, end),
                        finding.substring(end + 1),
                        (earlier, now) -> UNCLEAR.contains(earlier) ? now : earlier);
            }
        }
        return repairs;
    }

    private boolean isComplete(Map<String, String> repairs) {
        return repairs.size() >= planted.size()
                && repairs.values().stream().noneMatch(UNCLEAR::contains);
    }

    private final Instant lastMonth =
            Instant.now().minus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

    private final List<String> planted =
            List.of(
                    "ahead-item ahead/east",
                    "double-event twice/east",
                    "edited-item available/east",
                    "edited-item reserved/east",
                    "edited-item supplied/east",
                    "lost-event order#lost#0001",
                    "missing-item gone/east",
                    "missing-order missing-order",
                    "unknown-event order#phantom#0001 " + lastMonth,
                    "unknown-item stray/east",
                    "wrong-order wrong-order");

    private void plant() {
        company.reserve("lost", line("lost", "east", 5));
        company.ledger().execute("UPDATE net_stock SET taken = taken + 3 WHERE sku = 'twice'");
        company.edit("reserved", "reserved", 4);
        company.edit("reserved", "available", -4);
        company.edit("available", "available", 6);
        company.edit("supplied", "supply", -7);
        company.delete("gone");
        // Sent longer ago than anything is in flight, however fast this machine is.
        company.ledger()
                .execute(
                        "UPDATE net_stock SET sent_at = sent_at - interval '1 minute' WHERE sku ="
                                + " 'gone'");
        company.edit("ahead", "ledgerVersion", 1_000_000);
        company.order("missing-order", line("order", "east", 1));
        company.ledger().execute("DELETE FROM orders WHERE order_id = 'missing-order'");
        company.order("wrong-order", line("order", "east", 1));
        company.ledger().execute("UPDATE order_lines SET taken = 9 WHERE order_id = 'wrong-order'");
        plantPhantom();
        plantStray();
    }

    /** An event that net stock never had. */
    private void plantPhantom() {
        company.ledger()
                .execute(
                        """
                        WITH p AS (SELECT ?::timestamptz AS at),
                        d AS (INSERT INTO deltas (delta_id, occurred_at, type, order_id, step, channel)
                              SELECT 'order#phantom#0001', at, 'reservation.reserved', 'phantom', 1, 'pos'
                              FROM p),
                        l AS (INSERT INTO delta_lines
                              SELECT 'order#phantom#0001', 0, at, 'phantom', 'east', 0, -8 FROM p),
                        o AS (INSERT INTO orders SELECT 'phantom', 'pos', 'RESERVED', 1, at, at FROM p),
                        ol AS (INSERT INTO order_lines VALUES ('phantom', 'phantom', 'east', 8))
                        UPDATE net_stock SET taken = taken + 8 WHERE sku = 'phantom'
                        """,
                        lastMonth.toString());
    }

    /** An item that the ledger never sent. */
    private void plantStray() {
        var names = company.tables().names();
        Map<String, AttributeValue> stray =
                new HashMap<>(
                        company.tables().scan(names.netStock()).stream()
                                .filter(item -> "order".equals(text(item, "sku")))
                                .findFirst()
                                .orElseThrow());
        stray.put("sku", AttributeValue.fromS("stray"));
        company.tables().fill(names.netStock(), List.of(stray));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return java.util.Objects.requireNonNull(item.get(name)).s();
    }

    /** When nothing is in flight, both sides have the same numbers. */
    private void assertBothSidesAgree() {
        Map<String, String> netStock = new HashMap<>();
        company.stock()
                .inspector()
                .items(QUIET.stream().map(sku -> Shop.item(sku, "east")).toList(), Shop.call())
                .forEach(
                        item ->
                                netStock.put(
                                        item.key().sku().value(),
                                        item.reserved()
                                                + " "
                                                + item.supply().orElseThrow().supply()
                                                + " "
                                                + (item.available() + item.reserved())));
        for (String sku : QUIET) {
            assertThat(netStock.get(sku))
                    .describedAs(sku)
                    .isEqualTo(
                            company.ledger()
                                    .rows(
                                            "SELECT taken, supply, supply FROM net_stock WHERE sku"
                                                    + " = ?",
                                            sku)
                                    .getFirst());
        }
        List<Change.Reconciled> reconciled = changes(Change.Reconciled.class);
        assertThat(reconciled.stream().mapToLong(Change.Reconciled::found).sum())
                .isEqualTo(company.ledger().number("SELECT count(*) FROM reconcile_findings"));
        assertThat(reconciled.stream().mapToLong(Change.Reconciled::repaired).sum()).isEqualTo(10);
        assertThat(reconciled)
                .extracting(Change.Reconciled::found, Change.Reconciled::repaired)
                .contains(tuple(1L, 0L));
        assertThat(changes(Change.Corrected.class))
                .hasSize(3)
                .allMatch(it -> it.report().startsWith("reconcile/"));
    }

    private <T extends Change> List<T> changes(Class<T> kind) {
        return company.tables().scan(company.tables().names().stockDeltas()).stream()
                .map(DeltaCodec::decode)
                .map(Delta::change)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
