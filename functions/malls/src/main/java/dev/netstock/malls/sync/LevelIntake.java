package dev.netstock.malls.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes levels of net stock and rules of sale days to a mall's rows. Needs no lease. Levels
 * coalesce: a row keeps the newest one of each SKU, and is written only if there is something to
 * do.
 */
public final class LevelIntake {
    private final MallStore store;
    private final ItemScheduler scheduler;

    public LevelIntake(MallStore store, ItemScheduler scheduler) {
        this.store = store;
        this.scheduler = scheduler;
    }

    /**
     * Takes levels.
     *
     * @return false if another writer came in between: deliver the levels again
     */
    public boolean levels(List<SkuLevel> levels, Instant now) {
        MallRow mall = store.mall().orElse(null);
        if (mall == null) {
            return true;
        }
        List<ItemRow> changed = new ArrayList<>();
        for (SkuLevel level : levels) {
            for (ItemRow row : PageNumbers.of(level.sku(), store.itemsOf(level.sku()))) {
                ItemRow newer = row.withLevel(level);
                if (!newer.equals(row)) {
                    ItemRow planned = scheduler.schedule(newer, mall, now);
                    if (planned.due().isBefore(row.due())
                            || planned.urgency() != row.urgency()
                            || scheduler.target(newer, mall, now)
                                    != scheduler.target(row, mall, now)) {
                        changed.add(planned);
                    }
                }
            }
        }
        return changed.isEmpty() || !store.save(changed).contains(false);
    }

    /**
     * Takes a rule. The worker plans all items again.
     *
     * @return false if another writer came in between: deliver the rule again
     */
    public boolean rule(SaleModeRule rule) {
        MallRow mall = store.mall().orElse(null);
        if (mall == null || mall.withRule(rule).equals(mall)) {
            return true;
        }
        return !store.save(List.of(mall.withRule(rule))).contains(false);
    }
}
