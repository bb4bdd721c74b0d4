package dev.netstock.local.saleday;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one sale sells: SKUs of its own, so that nothing else moves them. Number 0 is the hot one.
 *
 * @param run names the sale, in SKUs and order ids
 * @param popularity how often each is wanted
 */
public record Goods(String run, int count, Popularity popularity) {
    /** Where all are sold from. */
    public static final String LOCATION = "shinjuku";

    /** Where the hot one is sold from as well. */
    public static final String SECOND_LOCATION = "umeda";

    /** Of what is wanted of the hot one, so that it is gone in the middle of the rush. */
    private static final double HOT_SUPPLY = 0.4;

    /** Of what is wanted of the others: the more are wanted, the sooner they are gone. */
    private static final double SUPPLY = 0.9;

    private static final int SUPPLY_MIN = 4;
    private static final double UNITS_OF_AN_ORDER = 2;

    public static Goods of(String run, int count) {
        return new Goods(run, count, new Popularity(count));
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

    /** The id of an order, or with the same beginning of all of them. */
    public String orderId(int number) {
        return orderPrefix() + number;
    }

    public String orderPrefix() {
        return "sale-" + run + "-";
    }

    /** The goods with their supply, for so many buyers. */
    public Catalogue catalogue(long seed, double buyers) {
        List<Product> products = new ArrayList<>();
        for (int which = 0; which < count; which++) {
            double wanted = buyers * UNITS_OF_AN_ORDER * popularity.share(which);
            products.add(
                    new Product(
                            sku(which), "Sale " + run + ", " + which, 0, supply(which, wanted)));
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
