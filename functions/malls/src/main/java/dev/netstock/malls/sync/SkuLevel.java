package dev.netstock.malls.sync;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import java.util.Map;

/**
 * The units of a SKU that can be promised, over all locations.
 *
 * @param general units that every channel may take; below 0 if oversold
 * @param pooled units in the pools of all malls
 * @param buffers units of general stock that a channel leaves alone, over all locations
 * @param version grows with each change; an older level is ignored
 */
public record SkuLevel(
        Sku sku, long general, long pooled, Map<Channel, Long> buffers, long version) {
    public SkuLevel {
        buffers = Map.copyOf(buffers);
    }

    /** A level without buffers. */
    public SkuLevel(Sku sku, long general, long pooled, long version) {
        this(sku, general, pooled, Map.of(), version);
    }

    /** Units of general stock that a channel leaves alone. */
    public long buffer(Channel channel) {
        return buffers.getOrDefault(channel, 0L);
    }

    /** What is left to sell in total. */
    public long total() {
        return general + pooled;
    }
}
