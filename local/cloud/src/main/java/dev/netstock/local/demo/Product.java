package dev.netstock.local.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A SKU of the demo store.
 *
 * @param sku its JAN code
 * @param category where the store sells it
 * @param priceYen with tax
 * @param supply initial supply by location
 */
public record Product(
        String sku, String name, String category, int priceYen, Map<String, Integer> supply) {
    public Product {
        supply = Collections.unmodifiableMap(new LinkedHashMap<>(supply));
    }
}
