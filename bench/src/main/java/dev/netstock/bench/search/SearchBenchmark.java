package dev.netstock.bench.search;

import dev.netstock.bench.Benchmark;
import dev.netstock.bench.Length;
import dev.netstock.bench.TextTable;
import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.imports.ItemsImport;
import dev.netstock.ledger.inquiry.SearchIndex;
import dev.netstock.ledger.inquiry.Searches;
import dev.netstock.local.postgresql.PostgresServer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The search for items in PostgreSQL: the import of an items file, its index, and the time until a
 * page of 50 items with their units is read, on one connection.
 */
public final class SearchBenchmark implements Benchmark {
    private static final long SEED = 7;
    private static final int WARM_UP = 50;
    private static final String STOCK =
            """
            INSERT INTO net_stock (sku, location, book, supply, taken)
            SELECT sku, 'shinjuku', 5, 5, CASE WHEN hashtext(sku) % 10 = 0 THEN 5 ELSE 1 END
            FROM items
            """;

    /** A kind of search: words, a state, and whether the page begins at any SKU. */
    private record Kind(String title, Supplier<String> words, String state) {}

    @Override
    public void run(Length length, PrintStream out) throws Exception {
        int items = length.of(100_000, 1_000_000);
        int searches = length.of(200, 600);
        try (PostgresServer server = PostgresServer.start();
                LedgerDatabase owned = database(server, PostgresServer.OWNER);
                LedgerDatabase ledger = database(server, PostgresServer.ROLE)) {
            owned.migrate(List.of());
            var assortment = new Assortment(SEED);
            out.printf("search: %,d items in PostgreSQL, seed %d%n%n", items, SEED);
            fill(assortment, items, ledger, out);
            owned.inTransaction(
                    sql ->
                            sql.run(
                                            "INSERT INTO locations (location, sells_online) VALUES"
                                                    + " ('shinjuku', true)")
                                    + sql.run(STOCK)
                                    + sql.run("ANALYZE"));
            out.println(times(kinds(assortment, new Random(SEED)), items, searches, ledger));
        }
    }

    private static LedgerDatabase database(PostgresServer server, String user) {
        return LedgerDatabase.withConnections(
                new LedgerConfig(
                        "127.0.0.1",
                        server.port(),
                        PostgresServer.DATABASE,
                        user,
                        "ap-northeast-1"),
                1);
    }

    private static void fill(
            Assortment assortment, int items, LedgerDatabase ledger, PrintStream out)
            throws IOException {
        Path file = Files.createTempFile("items", ".csv");
        try {
            assortment.write(file, items);
            long startedAt = System.nanoTime();
            ItemsImport.run(file, ledger);
            long importedAt = System.nanoTime();
            SearchIndex.update(ledger);
            out.printf(
                    Locale.ROOT,
                    "imported in %.1f s, then indexed in %.1f s%n%n",
                    (importedAt - startedAt) / 1e9,
                    (System.nanoTime() - importedAt) / 1e9);
        } finally {
            Files.delete(file);
        }
    }

    private static List<Kind> kinds(Assortment assortment, Random random) {
        List<String> words = Assortment.words();
        List<String> brands = assortment.brands();
        return List.of(
                new Kind("two words", () -> pick(words, random) + " " + pick(words, random), ""),
                new Kind(
                        "two parts of words",
                        () ->
                                part(pick(words, random), random)
                                        + " "
                                        + part(pick(words, random), random),
                        ""),
                new Kind(
                        "two of the most common words",
                        () ->
                                pick(Assortment.COLOURS, random)
                                        + " "
                                        + pick(Assortment.FEATURES.subList(0, 6), random),
                        ""),
                new Kind(
                        "brand and product",
                        () ->
                                brands.get(skewed(brands.size(), random))
                                        + " "
                                        + pick(Assortment.PRODUCTS, random),
                        ""),
                new Kind("two words, no item has both", () -> "日傘 鰻重", ""),
                new Kind("one word", () -> pick(words, random), ""),
                new Kind("one brand", () -> brands.get(skewed(brands.size(), random)), ""),
                new Kind(
                        "the first 9 digits of a JAN",
                        () -> Assortment.jan(random.nextInt(1_000)).substring(0, 9),
                        ""),
                new Kind("sold out, one word", () -> pick(words, random), "sold-out"),
                new Kind("all sold out", () -> "", "sold-out"));
    }

    private static TextTable times(
            List<Kind> kinds, int items, int searches, LedgerDatabase ledger) {
        var table = new TextTable("search", "p50", "p99", "max", "items on a page");
        var calls = new Searches(ledger);
        var random = new Random(SEED);
        for (Kind kind : kinds) {
            double[] millis = new double[searches];
            long found = 0;
            for (int search = -WARM_UP; search < searches; search++) {
                String words = kind.words().get();
                String after = search % 2 == 0 ? "" : Assortment.jan(random.nextInt(items));
                long startedAt = System.nanoTime();
                int size = calls.find(words, kind.state(), after);
                if (search >= 0) {
                    millis[search] = (System.nanoTime() - startedAt) / 1e6;
                    found += size;
                }
            }
            Arrays.sort(millis);
            table.add(
                    kind.title(),
                    text(millis[searches / 2]),
                    text(millis[searches * 99 / 100]),
                    text(millis[searches - 1]),
                    String.format(Locale.ROOT, "%.0f", (double) found / searches));
        }
        return table;
    }

    private static String text(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }

    /** Two or three characters of a word. */
    private static String part(String word, Random random) {
        int size = Math.min(word.length(), 2 + random.nextInt(2));
        int from = random.nextInt(word.length() - size + 1);
        return word.substring(from, from + size);
    }

    /** Large brands more often, as they have more items. */
    private static int skewed(int size, Random random) {
        return (int) (Math.pow(random.nextDouble(), 3) * size);
    }

    private static String pick(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
