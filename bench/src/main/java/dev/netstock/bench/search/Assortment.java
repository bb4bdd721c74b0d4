package dev.netstock.bench.search;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Names as a retailer has them: a brand, a feature, a product, a colour, a size and a number. Some
 * words are in every tenth name, others in few; the JANs of a brand are neighbours. Depends on its
 * seed alone. To be used by one thread.
 */
final class Assortment {
    static final List<String> COLOURS =
            List.of("ブラック", "ホワイト", "ネイビー", "グレー", "ベージュ", "レッド", "ブルー", "グリーン", "ピンク", "イエロー");
    static final List<String> FEATURES =
            List.of(
                    "軽量", "大容量", "限定", "新色", "撥水", "抗菌", "防水", "遮光", "保温", "北欧風", "レディース", "メンズ",
                    "キッズ", "日本製", "オーガニック", "低刺激", "無香料", "お徳用", "詰め替え", "プレミアム");
    static final List<String> PRODUCTS =
            List.of(
                    "日傘",
                    "雨傘",
                    "折りたたみ傘",
                    "ステンレスボトル",
                    "マグカップ",
                    "抹茶ラテ",
                    "コーヒー豆",
                    "紅茶ティーバッグ",
                    "Tシャツ",
                    "ワイシャツ",
                    "デニムパンツ",
                    "靴下",
                    "スニーカー",
                    "トートバッグ",
                    "リュックサック",
                    "財布",
                    "腕時計",
                    "ノート",
                    "ボールペン",
                    "消しゴム",
                    "シャンプー",
                    "コンディショナー",
                    "ハンドクリーム",
                    "洗濯洗剤",
                    "柔軟剤",
                    "食器用洗剤",
                    "ティッシュペーパー",
                    "トイレットペーパー",
                    "電池",
                    "充電器",
                    "イヤホン",
                    "ヘッドホン",
                    "フライパン",
                    "片手鍋",
                    "包丁",
                    "まな板",
                    "炊飯器",
                    "電気ケトル",
                    "掃除機",
                    "加湿器",
                    "毛布",
                    "枕カバー",
                    "シーツ",
                    "カーテン",
                    "クッション",
                    "弁当箱",
                    "水筒",
                    "箸",
                    "茶碗",
                    "湯呑み");
    static final List<String> SIZES =
            List.of(
                    "S", "M", "L", "XL", "500ml", "350ml", "1L", "2個セット", "3枚組", "5足組", "12枚入り",
                    "100g", "1kg", "60cm", "A4", "単3");

    private static final String SYLLABLES = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    private static final int BRANDS = 400;
    private static final long FIRST_JAN = 4_900_000_000_000L;
    private static final long STEP = 37;

    private final Random random;
    private final List<String> brands = new ArrayList<>();

    Assortment(long seed) {
        random = new Random(seed);
        for (int brand = 0; brand < BRANDS; brand++) {
            var name = new StringBuilder();
            for (int length = 2 + random.nextInt(4); length > 0; length--) {
                name.append(SYLLABLES.charAt(random.nextInt(SYLLABLES.length())));
            }
            brands.add(name.toString());
        }
    }

    List<String> brands() {
        return List.copyOf(brands);
    }

    /** The words of names, without brands and numbers. */
    static List<String> words() {
        return Stream.of(COLOURS, FEATURES, PRODUCTS, SIZES)
                .flatMap(List::stream)
                .filter(word -> word.length() > 1)
                .toList();
    }

    static String jan(int item) {
        return Long.toString(FIRST_JAN + item * STEP);
    }

    /** Writes an items file. */
    void write(Path file, int items) throws IOException {
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("sku,name,category\n");
            for (int item = 0; item < items; item++) {
                String product = PRODUCTS.get(skewed(PRODUCTS.size(), 1.5));
                csv.write(
                        "%s,%s %s %s %s %s %d,%s%n"
                                .formatted(
                                        jan(item),
                                        brand(item, items),
                                        FEATURES.get(skewed(FEATURES.size(), 2)),
                                        product,
                                        COLOURS.get(random.nextInt(COLOURS.size())),
                                        SIZES.get(random.nextInt(SIZES.size())),
                                        1_000 + random.nextInt(9_000),
                                        product));
            }
        }
    }

    /** The first brands have many items, the last ones few. */
    private String brand(int item, int items) {
        return brands.get((int) (Math.pow((double) item / items, 3) * BRANDS));
    }

    private int skewed(int size, double exponent) {
        return (int) (Math.pow(random.nextDouble(), exponent) * size);
    }
}
