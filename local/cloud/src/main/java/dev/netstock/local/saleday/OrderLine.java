package dev.netstock.local.saleday;

import java.util.Optional;

/**
 * A line of an order.
 *
 * @param location requested location; empty if the service chooses
 */
public record OrderLine(String sku, Optional<String> location, int units) {}
