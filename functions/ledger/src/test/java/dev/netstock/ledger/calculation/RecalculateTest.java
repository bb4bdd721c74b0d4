package dev.netstock.ledger.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The database calculates the same numbers as the pure formula. {@code -Dtest.seed=S
 * -Dtest.length=1} runs seed S alone.
 */
class RecalculateTest {
    private static final int FIRST = (int) Seed.or(1);
    private static final int SEEDS = Length.of(100, 2_000);
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 18);
    private static final List<String> KINDS =
            List.of("sale", "receipt", "adjustment", "transfer", "return", "shipment");

    private static final TestLedger LEDGER = TestLedger.create();

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    @BeforeEach
    void clear() {
        LEDGER.clear();
    }

    @Test
    void recalculate_ofRandomHistories_equalsTheFormula() {
        Map<String, SupplyTerms> expected = new HashMap<>();
        List<String> rows = new ArrayList<>();
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            expected.put("S" + seed, fill("S" + seed, new SplittableRandom(seed), rows));
        }
        LEDGER.execute(String.join(";\n", rows));
        recalculate(
                "SELECT array_agg('S' || i) FROM generate_series(%d, %d) i"
                        .formatted(FIRST, FIRST + SEEDS - 1));

        for (String row :
                LEDGER.rows(
                        """
                        SELECT sku, book, sales, receipts, adjustments, transfers, returns, shipments,
                               samples, taken, shipped, covered, on_hand, supply FROM net_stock
                        """)) {
            String[] columns = row.split(" ");
            SupplyTerms terms = java.util.Objects.requireNonNull(expected.get(columns[0]));
            assertThat(numbers(columns)).as(columns[0]).isEqualTo(numbers(terms));
        }
        assertThat(LEDGER.number("SELECT count(*) FROM net_stock WHERE version > 0"))
                .isEqualTo(SEEDS);
    }

    @Test
    void recalculate_again_changesNothing() {
        LEDGER.execute("SELECT touch('{A}', '{east}')");
        recalculate("SELECT '{A}'::text[]");
        List<String> before = LEDGER.rows("SELECT * FROM net_stock");

        recalculate("SELECT '{A}'::text[]");

        assertThat(LEDGER.rows("SELECT * FROM net_stock")).isEqualTo(before);
    }

    @Test
    void version_afterTheClockIsSetBack_stillGrows() {
        LEDGER.execute("SELECT touch('{A}', '{east}')");
        LEDGER.execute("UPDATE net_stock SET version = 9000000000000");
        LEDGER.execute("INSERT INTO book_stock VALUES ('A', 'east', '2026-11-21', 5)");
        recalculate("SELECT '{A}'::text[]");

        assertThat(LEDGER.rows("SELECT supply, version FROM net_stock"))
                .containsExactly("5 9000000000001");
    }

    @Test
    void version_whenAnOrderIsShipped_doesNotChange() {
        LEDGER.execute("SELECT touch('{A}', '{east}')");
        LEDGER.execute("INSERT INTO book_stock VALUES ('A', 'east', '2026-11-21', 5)");
        LEDGER.execute("SELECT post_order_lines('{o}', '{A}', '{east}', '{2}')");
        recalculate("SELECT '{A}'::text[]");
        String version = LEDGER.rows("SELECT version FROM net_stock").getFirst();

        LEDGER.ship("o", "A", "east", "2026-11-21", 2);

        assertThat(LEDGER.rows("SELECT on_hand, shipped, covered, supply, version FROM net_stock"))
                .containsExactly("3 2 2 5 " + version);
    }

    @Test
    void supply_whenMoreIsShippedThanHeld_dropsByTheExcess() {
        book(10);
        post("o", 2);
        LEDGER.ship("o", "A", "east", "2026-11-21", 3);
        assertThat(supply()).as("one more than the order holds").isEqualTo(9);

        LEDGER.ship("unknown", "A", "east", "2026-11-21", 1);
        assertThat(supply()).as("an order that net stock never had").isEqualTo(8);

        post("o", -2);
        assertThat(supply()).as("the order is cancelled after it left").isEqualTo(6);
        assertThat(LEDGER.number("SELECT on_hand FROM net_stock")).isEqualTo(6);
    }

    @Test
    void supply_whenTheOrderArrivesAfterItsShipment_recovers() {
        book(10);
        LEDGER.ship("o", "A", "east", "2026-11-21", 2);
        assertThat(supply()).as("less is promised until the order is known").isEqualTo(8);

        post("o", 2);
        assertThat(supply()).isEqualTo(10);
    }

    @Test
    void supply_whenTheCancellationArrivesBeforeItsReservation_endsTheSame() {
        book(10);
        LEDGER.ship("o", "A", "east", "2026-11-21", 1);
        post("o", -1);
        assertThat(supply()).isEqualTo(9);
        post("o", 2);
        assertThat(supply()).isEqualTo(10);
    }

    @Test
    void shippedOrders_whenAShipmentOrDeltaArrives_areDue() {
        book(10);
        post("o", 2);
        assertThat(LEDGER.rows("SELECT * FROM shipped_orders")).isEmpty();

        LEDGER.ship("o", "A", "east", "2026-11-21", 1);
        LEDGER.execute("UPDATE shipped_orders SET sent_version = version, send_at = NULL");
        post("o", -1);

        assertThat(LEDGER.rows("SELECT order_id, version, send_at <= now() FROM shipped_orders"))
                .containsExactly("o 2 t");
    }

    private static void book(long units) {
        LEDGER.execute("SELECT touch('{A}', '{east}')");
        LEDGER.execute("INSERT INTO book_stock VALUES ('A', 'east', '2026-11-21', ?)", units);
        recalculate("SELECT '{A}'::text[]");
    }

    private static void post(String order, long units) {
        LEDGER.execute("SELECT touch('{A}', '{east}')");
        LEDGER.execute(
                "SELECT post_order_lines(ARRAY[?], '{A}', '{east}', ARRAY[?::bigint])",
                order,
                units);
    }

    private static long supply() {
        return LEDGER.number("SELECT supply FROM net_stock");
    }

    @Test
    void sendAt_ofAPendingRow_isKept() {
        LEDGER.execute("SELECT touch('{A}', '{east}')");
        recalculate("SELECT '{A}'::text[]");
        String since = LEDGER.rows("SELECT send_at FROM net_stock").getFirst();
        LEDGER.execute("INSERT INTO book_stock VALUES ('A', 'east', '2026-11-21', 5)");
        recalculate("SELECT '{A}'::text[]");

        assertThat(LEDGER.rows("SELECT send_at FROM net_stock")).containsExactly(since);
    }

    private static void recalculate(String skus) {
        LEDGER.execute(
                """
                SELECT recalculate(skus, array_fill('east'::text, ARRAY[cardinality(skus)]))
                FROM (%s) s (skus)
                """
                        .formatted(skus));
    }

    /** Random books, movements, samples and orders, and the result of the formula. */
    private static SupplyTerms fill(String sku, SplittableRandom random, List<String> rows) {
        long[] sums = new long[KINDS.size()];
        long book = 0;
        int opening = 0;
        for (int day = 0; day < 4; day++) {
            if (random.nextInt(3) == 0) {
                book = random.nextInt(100);
                opening = day;
                rows.add(
                        "INSERT INTO book_stock VALUES ('%s', 'east', '%s', %d)"
                                .formatted(sku, date(day), book));
            }
        }
        long shipped = 0;
        for (int day = 0; day < 4; day++) {
            for (int kind = 0; kind < KINDS.size(); kind++) {
                long units = random.nextInt(3) == 0 ? 0 : units(kind, random);
                if (units != 0) {
                    rows.add(
                            "INSERT INTO movement_totals VALUES ('%s', 'east', '%s', '%s', %d, now())"
                                    .formatted(sku, date(day), KINDS.get(kind), units));
                }
                sums[kind] += day >= opening ? units : 0;
                shipped -= kind == 5 ? units : 0;
            }
        }
        long samples = random.nextInt(3);
        long taken = random.nextInt(50);
        rows.add(
                "INSERT INTO display_samples VALUES ('%s', 'east', %d, 1)".formatted(sku, samples));
        long covered = random.nextLong(shipped + 1);
        rows.add(
                "INSERT INTO net_stock (sku, location, taken, covered) VALUES ('%s', 'east', %d, %d)"
                        .formatted(sku, taken, covered));
        return new SupplyTerms(
                book, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], samples, taken, shipped,
                covered);
    }

    private static long units(int kind, SplittableRandom random) {
        long units = random.nextInt(1, 20);
        return switch (KINDS.get(kind)) {
            case "sale", "shipment" -> -units;
            case "receipt", "return" -> units;
            default -> random.nextBoolean() ? units : -units;
        };
    }

    private static LocalDate date(int day) {
        return FIRST_DAY.plusDays(day);
    }

    private static List<Long> numbers(String[] columns) {
        return java.util.Arrays.stream(columns).skip(1).map(Long::valueOf).toList();
    }

    private static List<Long> numbers(SupplyTerms terms) {
        return List.of(
                terms.book(),
                terms.sales(),
                terms.receipts(),
                terms.adjustments(),
                terms.transfers(),
                terms.returns(),
                terms.shipments(),
                terms.samples(),
                terms.taken(),
                terms.shipped(),
                terms.covered(),
                terms.onHand(),
                terms.supply());
    }
}
