package dev.netstock.malls.sync;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

/**
 * Moves units of a SKU between general stock and a mall's pool.
 *
 * @param id repeated with the same id, the move happens once and answers the same
 * @param units above 0: set aside for the mall, as many as general stock has. Below 0: given back
 */
public record PoolMove(String id, Channel channel, Sku sku, long units) {}
