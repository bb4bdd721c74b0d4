package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.ItemKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads and updates watched items, and publishes each crossing that an update causes. A crossing is
 * written together with the item, then recorded, then published, then cleared. If a process is
 * killed in between, the next one that updates the item publishes the same crossing first.
 * Thread-safe.
 */
public final class WatchedItems {
    private final WatchTable table;
    private final CrossingPublisher publisher;
    private final Retries retries;

    public WatchedItems(WatchTable table, CrossingPublisher publisher, Retries retries) {
        this.table = table;
        this.publisher = publisher;
        this.retries = retries;
    }

    /** Reads items; those that do not exist are missing. */
    public Map<ItemKey, WatchedItem> items(int generation, List<ItemKey> items, Call call) {
        return retries
                .runBatch(Operation.READ, items, open -> table.items(generation, open), call)
                .stream()
                .collect(Collectors.toMap(WatchedItem::item, Function.identity()));
    }

    /** The number of recorded crossings of an item. */
    public long crossings(ItemKey item, Call call) {
        return retries.run(Operation.READ, () -> table.crossings(item), call);
    }

    /** Reads an item, and updates it. */
    public UpdatedItem update(
            int generation, ItemKey item, UnaryOperator<WatchedItem> change, Call call) {
        return update(generation, read(generation, item, call), List.of(change), call);
    }

    /**
     * Updates an item.
     *
     * @param read the item as it was read
     * @param changes applied in order; each changes nothing if it was applied before
     * @throws dev.netstock.platform.call.RetryLaterException if not everything was written and
     *     published within the call's deadline; a repetition continues from there
     */
    public UpdatedItem update(
            int generation,
            WatchedItem read,
            List<? extends UnaryOperator<WatchedItem>> changes,
            Call call) {
        List<ThresholdCrossing> published = new ArrayList<>();
        WatchedItem item = read;
        int applied = 0;
        for (int conflicts = 0; ; ) {
            WatchedItem next = item.owed().isPresent() ? publishOwed(item, published, call) : item;
            while (applied < changes.size() && next.owed().isEmpty()) {
                next = changes.get(applied++).apply(next);
            }
            if (next.equals(item)) {
                return new UpdatedItem(item, published);
            }
            if (write(generation, item, next, call)) {
                item = next;
            } else {
                retries.pauseAfter(++conflicts, call);
                item = read(generation, read.item(), call);
                applied = 0;
            }
        }
    }

    private WatchedItem read(int generation, ItemKey item, Call call) {
        return items(generation, List.of(item), call).getOrDefault(item, WatchedItem.unknown(item));
    }

    private boolean write(int generation, WatchedItem before, WatchedItem after, Call call) {
        return retries.run(
                Operation.IDEMPOTENT_WRITE, () -> table.write(generation, before, after), call);
    }

    /**
     * Records and publishes the owed crossing. If another process has recorded a crossing with the
     * same number, that one is published, and the item catches up with the record.
     */
    private WatchedItem publishOwed(
            WatchedItem item, List<ThresholdCrossing> published, Call call) {
        ThresholdCrossing owed = item.owed().orElseThrow();
        ThresholdCrossing recorded =
                retries.run(Operation.IDEMPOTENT_WRITE, () -> table.record(owed), call);
        publisher.publish(recorded, call);
        published.add(recorded);
        WatchedItem cleared = item.withoutOwed();
        return recorded.equals(owed)
                ? cleared
                : cleared.catchUp(crossings(item.item(), call)).evaluate(item.level(), owed.at());
    }
}
