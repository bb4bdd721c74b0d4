package dev.netstock.events;

/**
 * The change of one item by a step.
 *
 * @param shard the shard of a SKU whose units are spread over several items; 0 for the first one
 * @param units the change of the available units: negative for a reservation
 */
public record EventLine(String sku, String location, int shard, long units) {}
