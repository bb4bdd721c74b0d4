package dev.netstock.local.saleday;

import java.util.Optional;

/**
 * What a buyer wants of one SKU.
 *
 * @param location where from; empty where the service chooses
 */
public record Line(String sku, Optional<String> location, int units) {}
