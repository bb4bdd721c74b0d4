package dev.netstock.local.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The SKUs of the demo store with their supply: 200 products in three locations. The same seed
 * yields the same catalogue on every machine.
 */
public record Catalogue(long seed, List<Product> products) {
    /** The catalogue that {@code netstock up} loads. */
    public static final long SEED = 20_261_121L;

    private static final String MAKER_PREFIX = "49";
    private static final int ARTICLES = 10_000_000;
    private static final int SOLD_OUT_ONE_IN = 25;
    private static final double DEARER_BY_VARIANT = 0.08;

    public Catalogue {
        products = List.copyOf(products);
    }

    /** The catalogue for a seed. */
    public static Catalogue of(long seed) {
        var random = new Random(seed);
        Map<String, Product> bySku = new LinkedHashMap<>();
        for (ProductFamily goods : ProductFamily.ALL) {
            String maker = MAKER_PREFIX + "%03d".formatted(random.nextInt(1_000));
            for (int variant = 0; variant < goods.variants().size(); variant++) {
                String sku = unusedSku(maker, bySku, random);
                bySku.put(sku, product(sku, goods, variant, random));
            }
        }
        return new Catalogue(seed, new ArrayList<>(bySku.values()));
    }

    /** The first product with at least this many units in one location. */
    public Product anyWith(String location, int units) {
        return products.stream()
                .filter(product -> product.supply().getOrDefault(location, 0) >= units)
                .findFirst()
                .orElseThrow();
    }

    private static String unusedSku(String maker, Map<String, Product> taken, Random random) {
        String sku;
        do {
            sku = JanCode.withCheckDigit(maker + "%07d".formatted(random.nextInt(ARTICLES)));
        } while (taken.containsKey(sku));
        return sku;
    }

    private static Product product(String sku, ProductFamily goods, int variant, Random random) {
        int priceYen = (int) Math.round(goods.priceYen() * (1 + DEARER_BY_VARIANT * variant));
        Map<String, Integer> supply = new LinkedHashMap<>();
        supply.put("shinjuku", units(40, random));
        supply.put("umeda", units(30, random));
        supply.put("warehouse-1", units(400, random));
        return new Product(
                sku,
                goods.name() + ", " + goods.variants().get(variant),
                goods.category(),
                priceYen,
                supply);
    }

    private static int units(int most, Random random) {
        return random.nextInt(SOLD_OUT_ONE_IN) == 0 ? 0 : 1 + random.nextInt(most);
    }
}
