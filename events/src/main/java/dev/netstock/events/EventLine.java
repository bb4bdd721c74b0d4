package dev.netstock.events;

/**
 * What a step of a cause did to one item.
 *
 * @param sku the product
 * @param location the place
 * @param shard which item of a SKU whose units are spread; 0 for the first, and usually only one
 * @param units signed as they change what is available: a reservation's are negative
 */
public record EventLine(String sku, String location, int shard, long units) {}
