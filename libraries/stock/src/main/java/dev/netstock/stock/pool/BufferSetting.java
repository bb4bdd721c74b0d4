package dev.netstock.stock.pool;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets the units of a SKU at a location that channels leave alone. It changes no units: what is
 * reserved stays, and what is available can still be taken by other channels. Thread-safe.
 */
public final class BufferSetting {
    private final Shards shards;

    /**
     * @param shards what is done with the items
     */
    public BufferSetting(Shards shards) {
        this.shards = shards;
    }

    /**
     * Replaces all buffers of a SKU at a location. Channels that are missing have the default of
     * the location. Repeating it changes nothing.
     *
     * @return whether the SKU exists at the location
     * @throws dev.netstock.platform.call.RetryLaterException if the tables did not answer within
     *     the call's deadline
     */
    public boolean replace(ItemKey place, Map<Channel, Integer> buffers, Call call) {
        for (int rounds = 1; ; rounds++) {
            Optional<StockItem> first = read(place, call);
            if (first.isEmpty()) {
                return false;
            }
            Layout layout = first.get().layout();
            if (layout.buffers().equals(buffers)
                    || shards.tables()
                            .setLayout(
                                    place,
                                    layout,
                                    layout.withBuffers(buffers),
                                    shards.moves().newAttempt(),
                                    call)
                            .isPresent()) {
                return true;
            }
            shards.tables().pauseAfter(rounds, call);
        }
    }

    /** The buffers of a SKU at a location; empty if the SKU does not exist there. */
    public Optional<Map<Channel, Integer>> buffers(ItemKey place, Call call) {
        return read(place, call).map(first -> first.layout().buffers());
    }

    private Optional<StockItem> read(ItemKey place, Call call) {
        return Optional.ofNullable(
                shards.tables().items(List.of(place), Consistency.STRONG, call).get(place));
    }
}
