package dev.netstock.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.testing.Length;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Book stock of many rows is imported, and refused if the last row but one is invalid. The full
 * form has a million rows. With {@code -Dtest.jvm=-Xmx870m} it has the heap of a function of 1,024
 * MB. It prints time and peak memory.
 */
class LargeFileTest {
    private static final int ROWS = Length.of(5_000, 1_000_000);
    private static final String KEY = "inbox/book-stock/large.csv";

    private static final TestLedger LEDGER = TestLedger.createWithoutLocations();

    @BeforeEach
    void begin() {
        LEDGER.clear();
        LEDGER.execute("DELETE FROM locations");
    }

    @AfterAll
    static void end() {
        LEDGER.close();
    }

    @Test
    void handle_ofManyRows_importsThemInLittleMemory() throws Exception {
        var bucket = new FileOnDisk(file(-1), 1);
        ImportResult result = measured("taken", bucket);
        assertThat(result).isEqualTo(new ImportResult.Taken(ROWS, ROWS, 0));
        assertThat(LEDGER.rows("SELECT count(*), sum(supply)::bigint FROM net_stock"))
                .containsExactly(ROWS + " " + ROWS * 7L);
        assertThat(bucket.moved).containsExactly("taken/book-stock/large.csv");
    }

    @Test
    void handle_whenTheLastRowButOneIsInvalid_changesNothingAndReportsIt() throws Exception {
        var bucket = new FileOnDisk(file(ROWS - 1), 2);
        ImportResult result = measured("refused", bucket);
        assertThat(result).isInstanceOf(ImportResult.Refused.class);
        for (String table : List.of("net_stock", "book_stock", "items", "locations")) {
            assertThat(LEDGER.number("SELECT count(*) FROM " + table)).isZero();
        }
        assertThat(bucket.report)
                .contains("\"rowsRead\":" + ROWS)
                .contains(
                        """
                        "faults":[{"line":%d,"column":"units","value":"seven","expected":\
                        "Must be an integer from -1000000000 to 1000000000."}]\
                        """
                                .formatted(ROWS));
        assertThat(bucket.moved).containsExactly("refused/book-stock/large.csv");
    }

    private ImportResult measured(String what, FileOnDisk bucket) {
        List<MemoryPoolMXBean> heap =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long startedAt = System.nanoTime();
        ImportResult result = bucket.importAs(KEY, LEDGER);
        long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.printf(
                "%d rows %s in %.1f s; heap at most %d MB of %d MB%n",
                ROWS,
                what,
                (System.nanoTime() - startedAt) / 1e9,
                peak >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        return result;
    }

    /** A file whose n-th row is invalid, counted from 1; no row for -1. */
    private static Path file(int faulty) throws IOException {
        Path file = Files.createTempFile("book-stock", ".csv");
        file.toFile().deleteOnExit();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("business_date,location,sku,units\n".getBytes(UTF_8));
            for (int row = 1; row <= ROWS; row++) {
                String units = row == faulty ? "seven" : "7";
                String line =
                        "2026-11-21,store-%03d,49%011d,%s\n".formatted(row % 100, row / 100, units);
                out.write(line.getBytes(UTF_8));
            }
        }
        return file;
    }
}
