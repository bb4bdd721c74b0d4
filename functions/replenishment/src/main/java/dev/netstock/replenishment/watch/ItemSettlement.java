package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Moves a watched item on, and tells of each turn that it takes. A turn is written together with
 * the item that turned, then put on record, then told, then cleared: killed in between, whoever
 * touches the item next does the rest, with the same words. Thread-safe.
 *
 * @param table the table
 * @param telling tells of turns
 * @param retries how to repeat requests to the table
 */
public record ItemSettlement(WatchTable table, CrossingListener telling, Retries retries) {
    /** The items among these that are there. */
    public Map<ItemKey, WatchedItem> items(int generation, List<ItemKey> items, Call call) {
        return retries
                .runBatch(Operation.READ, items, open -> table.items(generation, open), call)
                .stream()
                .collect(Collectors.toMap(WatchedItem::item, Function.identity()));
    }

    /** An item as it stands; unknown if it is not there. */
    public WatchedItem item(int generation, ItemKey item, Call call) {
        return items(generation, List.of(item), call).getOrDefault(item, WatchedItem.unknown(item));
    }

    /**
     * Moves an item on.
     *
     * @param read the item as it was read
     * @param moves one after the other; each must change nothing where it was made before
     * @throws RetryLaterException if not all was written and told within the call's deadline; the
     *     same again goes on from there
     */
    public SettledItem settle(
            int generation,
            WatchedItem read,
            List<? extends UnaryOperator<WatchedItem>> moves,
            Call call) {
        List<ThresholdCrossing> told = new ArrayList<>();
        WatchedItem item = read;
        int made = 0;
        for (int conflicts = 0; ; ) {
            WatchedItem next = item.owed().isPresent() ? paid(item, told, call) : item;
            while (made < moves.size() && next.owed().isEmpty()) {
                next = moves.get(made++).apply(next);
            }
            if (next.equals(item)) {
                return new SettledItem(item, told);
            }
            if (write(generation, item, next, call)) {
                item = next;
            } else {
                retries.pauseAfter(++conflicts, call);
                item = item(generation, read.item(), call);
                made = 0;
            }
        }
    }

    private boolean write(int generation, WatchedItem before, WatchedItem after, Call call) {
        return retries.run(
                Operation.IDEMPOTENT_WRITE, () -> table.write(generation, before, after), call);
    }

    /**
     * Of several that turned the same item for the same time, the record knows whose words count.
     */
    private WatchedItem paid(WatchedItem item, List<ThresholdCrossing> told, Call call) {
        ThresholdCrossing owed = item.owed().orElseThrow();
        ThresholdCrossing onRecord =
                retries.run(Operation.IDEMPOTENT_WRITE, () -> table.record(owed), call);
        telling.tell(onRecord, call);
        told.add(onRecord);
        return onRecord.equals(owed) ? item.paid() : caughtUp(item.paid(), owed, call);
    }

    /** The item knew less than the record: it looks again from where that ends. */
    private WatchedItem caughtUp(WatchedItem item, ThresholdCrossing owed, Call call) {
        long turns = retries.run(Operation.READ, () -> table.turns(item.item()), call);
        return item.caughtUp(turns).looked(item.level(), owed.at());
    }
}
