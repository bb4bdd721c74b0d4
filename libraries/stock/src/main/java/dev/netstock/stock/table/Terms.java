package dev.netstock.stock.table;

import dev.netstock.stock.Channel;

import java.util.Optional;

/**
 * On which terms a channel may take units of general stock. A take carries them: it fails if the
 * first item has other terms by now, or if the item would keep fewer units than the buffer.
 *
 * @param channel the seller
 * @param buffer units that the channel leaves alone, 0 or more
 * @param isOfSku whether the first item has this buffer, of the SKU or of its category; otherwise
 *     it is the default of the location and channel, and the first item has none
 * @param rule how the channel uses its pool; empty if it has none for its orders
 */
public record Terms(Channel channel, long buffer, boolean isOfSku, Optional<PoolRule> rule) {
    /**
     * The terms that a first item has for a channel.
     *
     * @param byDefault the buffer if the item has none
     */
    public static Terms of(Layout layout, Channel channel, long byDefault) {
        Optional<Integer> own = layout.buffer(channel);
        return new Terms(
                channel,
                own.map(Integer::longValue).orElse(byDefault),
                own.isPresent(),
                layout.rule(channel));
    }

    /** Whether a first item has these terms. */
    public boolean areOf(Layout layout) {
        return layout.rule(channel).equals(rule)
                && layout.buffer(channel).map(units -> isOfSku && units == buffer).orElse(!isOfSku);
    }
}
