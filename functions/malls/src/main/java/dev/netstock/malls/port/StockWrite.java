package dev.netstock.malls.port;

/**
 * One write of a count.
 *
 * @param item what to write
 * @param change the change, in a mode that the mall's capabilities name
 * @param key the idempotency key: a repeated write has the key of the first. Malls without such
 *     keys ignore it
 */
public record StockWrite(MallItem item, CountChange change, String key) {}
