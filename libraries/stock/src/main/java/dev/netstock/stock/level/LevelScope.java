package dev.netstock.stock.level;

import dev.netstock.stock.Channel;
import dev.netstock.stock.LocationGroup;

import java.util.Optional;

/**
 * Which units a level counts.
 *
 * @param channel what this channel may take: without its buffers, and with its own pool; empty: all
 *     of general stock
 * @param group only locations of this group; empty: all that sell online
 */
public record LevelScope(Optional<Channel> channel, Optional<LocationGroup> group) {
    /** All of general stock, at all locations that sell online. */
    public static final LevelScope ALL = new LevelScope(Optional.empty(), Optional.empty());
}
