package dev.netstock.replenishment.rebuild;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.replenishment.watch.ItemSettlement;
import dev.netstock.replenishment.watch.Level;
import dev.netstock.replenishment.watch.LevelSource;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.stock.ItemKey;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Makes the items of a SKU anew: what is watched is no sum of events, but the settings, what net
 * stock has now, and the turns on record. If a level was never heard of, its turn is told now.
 * Thread-safe.
 *
 * @param settling moves items on
 * @param levels what net stock has now
 * @param clock the time of day
 */
public record ItemRebuild(ItemSettlement settling, LevelSource levels, InstantSource clock) {
    /**
     * Makes them anew. The items are put there before levels and turns are read: what changes from
     * then on is brought by those who hear of it. Safe to repeat.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if not all was written and told within
     *     the call's deadline
     */
    public void rebuild(int generation, SkuSettings settings, Call call) {
        List<ItemKey> items = settings.items();
        Map<ItemKey, ?> there = settling.items(generation, items, call);
        items.stream()
                .filter(item -> !there.containsKey(item))
                .forEach(item -> put(generation, settings, item, call));
        Map<ItemKey, Level> found = levels.levels(items, call);
        for (ItemKey item : items) {
            fill(generation, settings, item, found.getOrDefault(item, Level.NONE), call);
        }
    }

    private void put(int generation, SkuSettings settings, ItemKey item, Call call) {
        settling.settle(
                generation,
                settling.item(generation, item, call),
                List.of(settings::appliedTo),
                call);
    }

    private void fill(int generation, SkuSettings settings, ItemKey item, Level level, Call call) {
        Instant now = clock.instant();
        long turns =
                settling.retries().run(Operation.READ, () -> settling.table().turns(item), call);
        settling.settle(
                generation,
                settling.item(generation, item, call),
                List.of(watched -> settings.appliedTo(watched).caughtUp(turns).looked(level, now)),
                call);
    }
}
