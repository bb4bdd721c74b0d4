package dev.netstock.ledger.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.ledger.imports.FileOnDisk;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.Seed;

import org.junit.jupiter.api.Test;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A catalogue is imported by the importer of files, indexed, and searched by {@code GET /v1/items}.
 * The full form has a million items. It prints what the import took with and without the index, and
 * p50 and p99 of each kind of search.
 */
class LargeCatalogueTest {
    private static final int ITEMS = Length.of(3_000, 1_000_000);
    private static final int SEARCHES = ITEMS < 100_000 ? 3 : 300;
    private static final int WORDS = 3_000;
    private static final int WORDS_OF_A_NAME = 6;
    private static final int MAKERS = 500;
    private static final int CATEGORIES = 200;
    private static final int COMMON = 20;

    /** What words of products are made of. */
    private static final String KANJI =
            "日傘雨軽量折畳抹茶新鮮国産無添加天然木綿絹麻革靴鞄財布手帳万年筆紙箱皿鉢碗箸鍋釜包丁砥石"
                    + "金銀銅鉄鋼竹籠布団枕毛枝豆米麦粉糖塩酢油醤味噌酒水湯冷温電池灯時計鏡櫛石鹸香炉花瓶";

    private static final String KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモラリルレロンー";

    private final SplittableRandom random = new SplittableRandom(Seed.or(1));
    private final List<String> words = IntStream.range(0, WORDS).mapToObj(_ -> word()).toList();

    @Test
    void search_inALargeCatalogue_isFast_andItsIndexCostsLittle() throws IOException {
        try (Catalogue catalogue = Catalogue.open()) {
            take(catalogue, items(0), 1, "new");
            take(catalogue, items(0), 2, "unchanged");
            stock(catalogue);
            measure(catalogue);
            take(catalogue, items(1), 3, "recategorized");
        }
    }

    private static void take(Catalogue catalogue, Path file, int number, String what) {
        var upload = new FileOnDisk(file, number);
        double imported = seconds(() -> upload.take("inbox/items/large.csv", catalogue.ledger()));
        double indexed = seconds(catalogue::index);
        print(
                "%,d %s items: import %.1f s, index %.1f s more: %.2f times",
                ITEMS, what, imported, indexed, (imported + indexed) / imported);
    }

    private void measure(Catalogue catalogue) {
        List<String> names =
                catalogue
                        .ledger()
                        .rows(
                                "SELECT name FROM items WHERE abs(hashtext(sku)) % ? = 0 ORDER BY"
                                        + " 1",
                                Math.max(1, ITEMS / 2_000));
        measure(catalogue, "two words of one name", () -> query(wordsOf(names, 2)));
        measure(
                catalogue,
                "two of the 20 most common words",
                () -> query(common() + " " + common()));
        measure(catalogue, "two words, often of no name", () -> query(any() + " " + any()));
        measure(catalogue, "one word", () -> query(any()));
        measure(catalogue, "a part of a word", () -> query(any().substring(0, 2)));
        measure(catalogue, "a common word and a rare one", () -> query(common() + " " + rare()));
        measure(
                catalogue,
                "a JAN of 7 digits",
                () -> query("49%05d".formatted(random.nextInt(MAKERS))));
        measure(
                catalogue,
                "a JAN of 10 digits",
                () -> query("49%08d".formatted(random.nextInt(MAKERS * 1_000))));
        measure(catalogue, "the brand of a maker", () -> query(brand(random.nextInt(MAKERS))));
        measure(catalogue, "sold out", () -> "state=sold-out");
        measure(catalogue, "low", () -> "state=low");
        measure(catalogue, "low, and a common word", () -> "state=low&" + query(common()));
        measure(
                catalogue,
                "sold out, and two words",
                () -> "state=sold-out&" + query(wordsOf(names, 2)));
        measure(
                catalogue,
                "a category, and a common word",
                () -> "category=C" + random.nextInt(CATEGORIES) + "&" + query(common()));
    }

    private void measure(Catalogue catalogue, String kind, Supplier<String> query) {
        LedgerInquiryHandler handler = catalogue.handler();
        double[] times = new double[SEARCHES];
        int found = 0;
        for (int i = -SEARCHES / 10; i < SEARCHES; i++) {
            String asked = query.get();
            long startedAt = System.nanoTime();
            Reply reply = Catalogue.ask(handler, LedgerInquiryHandler.ITEMS_ROUTE, asked);
            double millis = (System.nanoTime() - startedAt) / 1e6;
            assertThat(reply.status()).as(asked).isEqualTo(200);
            if (i >= 0) {
                times[i] = millis;
                found += reply.body().get("items").size();
            }
        }
        Arrays.sort(times);
        print(
                "| %s | %.0f | %.0f | %.0f |",
                kind, times[SEARCHES / 2], times[SEARCHES * 99 / 100], (double) found / SEARCHES);
    }

    /** Units of each item at one location: one in 20 is sold out, one in 100 is low. */
    private static void stock(Catalogue catalogue) {
        catalogue
                .ledger()
                .execute(
                        """
                        INSERT INTO net_stock (sku, location, book, supply, taken)
                        SELECT sku, 'east', 10, 10, CASE WHEN hashtext(sku) % 20 = 0 THEN 10 ELSE 1 END
                        FROM items ORDER BY sku
                        """);
        catalogue
                .ledger()
                .execute(
                        "INSERT INTO low_stock SELECT sku, 'east', 1, true FROM items WHERE"
                                + " hashtext(sku) % 100 = 1");
        catalogue.ledger().execute("VACUUM ANALYZE");
    }

    /**
     * The items, as a file of the core system has them.
     *
     * @param edition the names are the same in each, the categories are not
     */
    private Path items(int edition) throws IOException {
        var names = new SplittableRandom(2);
        Path file = Files.createTempFile("items", ".csv");
        file.toFile().deleteOnExit();
        try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
            out.write("sku,name,category\n");
            int ofAMaker = Math.max(1, ITEMS / MAKERS);
            for (int item = 0; item < ITEMS; item++) {
                int maker = item / ofAMaker;
                out.write(
                        "49%05d%06d,%s %s,C%d\n"
                                .formatted(
                                        maker,
                                        item % ofAMaker,
                                        brand(maker),
                                        name(names),
                                        (names.nextInt(CATEGORIES) + edition) % CATEGORIES));
            }
        }
        return file;
    }

    private String name(SplittableRandom names) {
        return IntStream.range(1, WORDS_OF_A_NAME)
                .mapToObj(_ -> words.get(zipf(names)))
                .collect(Collectors.joining(" "));
    }

    /** Word k is about k times rarer than the first one. */
    private static int zipf(SplittableRandom random) {
        return (int) Math.min(WORDS - 1, Math.pow(WORDS, random.nextDouble()) - 1);
    }

    private String word() {
        boolean isKanji = random.nextBoolean();
        String letters = isKanji ? KANJI : KATAKANA;
        return random.ints(isKanji ? 2 : 4, 0, letters.length())
                .mapToObj(letters::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private static String brand(int maker) {
        return "ブランド%c%c".formatted((char) ('A' + maker / 26), (char) ('A' + maker % 26));
    }

    private String any() {
        return words.get(random.nextInt(WORDS));
    }

    private String common() {
        return words.get(random.nextInt(COMMON));
    }

    private String rare() {
        return words.get(WORDS - 1 - random.nextInt(WORDS / 2));
    }

    private String wordsOf(List<String> names, int count) {
        List<String> all =
                new ArrayList<>(List.of(names.get(random.nextInt(names.size())).split(" ")));
        return random.ints(count, 1, all.size())
                .mapToObj(all::get)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String query(String words) {
        return "query=" + Catalogue.encoded(words);
    }

    private static double seconds(Runnable work) {
        long startedAt = System.nanoTime();
        work.run();
        return (System.nanoTime() - startedAt) / 1e9;
    }

    private static void print(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }
}
