package dev.netstock.malls.port;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A mall's count of an item.
 *
 * @param count the count; empty if the mall does not know the item
 * @param at when the mall says it was so, or when its answer arrived
 * @param closed whether the mall keeps the item sold out until a person reopens it
 */
public record CountReading(MallItem item, OptionalLong count, Instant at, boolean closed) {}
