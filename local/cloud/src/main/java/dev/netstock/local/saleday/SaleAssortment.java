package dev.netstock.local.saleday;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The SKUs of one sale. No other process changes their stock. Number 0 is the hot SKU.
 *
 * @param run id of the sale, part of SKUs and order ids
 * @param popularity share of the demand of each SKU
 */
public record SaleAssortment(String run, int count, Popularity popularity) {
    /** The location of all SKUs. */
    public static final String LOCATION = "shinjuku";

    /** The second location of the hot SKU. */
    public static final String SECOND_LOCATION = "umeda";

    /**
     * Supply of the hot SKU as a share of its demand, so that it sells out in the middle of the
     * rush.
     */
    private static final double HOT_SUPPLY = 0.4;

    /** Supply of the other SKUs as a share of their demand. */
    private static final double SUPPLY = 0.9;

    private static final int SUPPLY_MIN = 4;
    private static final double UNITS_OF_AN_ORDER = 2;

    public static SaleAssortment of(String run, int count) {
        return new SaleAssortment(run, count, new Popularity(count));
    }

    public String hot() {
        return sku(0);
    }

    public String sku(int which) {
        return which == 0 ? "sale-" + run + "-hot" : "sale-%s-%02d".formatted(run, which);
    }

    public List<String> skus() {
        List<String> skus = new ArrayList<>();
        for (int which = 0; which < count; which++) {
            skus.add(sku(which));
        }
        return skus;
    }

    /** The id of an order. All ids have the same prefix. */
    public String orderId(int number) {
        return orderPrefix() + number;
    }

    public String orderPrefix() {
        return "sale-" + run + "-";
    }

    /** The SKUs with their supply for the expected number of buyers. */
    public Catalogue catalogue(long seed, double buyers) {
        List<Product> products = new ArrayList<>();
        for (int which = 0; which < count; which++) {
            double wanted = buyers * UNITS_OF_AN_ORDER * popularity.share(which);
            products.add(
                    new Product(
                            sku(which),
                            "Sale " + run + ", " + which,
                            "Sale",
                            0,
                            supply(which, wanted)));
        }
        return new Catalogue(seed, products);
    }

    private static Map<String, Integer> supply(int which, double wanted) {
        if (which > 0) {
            return Map.of(LOCATION, units(wanted * SUPPLY));
        }
        int units = units(wanted * HOT_SUPPLY);
        int second = units / 4;
        return Map.of(LOCATION, units - second, SECOND_LOCATION, second);
    }

    private static int units(double units) {
        return Math.max(SUPPLY_MIN, (int) Math.round(units));
    }
}
