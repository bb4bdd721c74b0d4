package dev.netstock.malls.sync;

import dev.netstock.malls.port.MallItem;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
     * The outcome of levels or a rule.
     *
     * @param taken false if another writer came in between: deliver them again
     * @param due whether the worker has something to do now. It is so also if they were taken
     *     before, so that a wake-up that was lost then is sent when they are delivered again
     */
    public record Taken(boolean taken, boolean due) {}

    /** Whether the mall sells a SKU: levels of others need not be read. */
    public boolean sells(Sku sku) {
        return store.sells(sku);
    }

    /** Takes levels. */
    public Taken levels(List<SkuLevel> levels, Instant now) {
        MallRow mall = store.mall().orElse(null);
        if (mall == null) {
            return new Taken(true, false);
        }
        List<ItemRow> changed = new ArrayList<>();
        boolean due = false;
        for (SkuLevel level : levels) {
            List<ItemRow> rows = store.itemsOf(level.sku());
            Map<MallItem, ItemRow> numbered = PageNumbers.of(level.sku(), rows);
            for (ItemRow row : rows) {
                due = due || isDue(row, now);
                ItemRow newer = numbered.getOrDefault(row.item(), row).withLevel(level);
                if (!newer.equals(row)) {
                    ItemRow planned = scheduler.schedule(newer, mall, now);
                    if (planned.due().isBefore(row.due())
                            || !planned.mapping().equals(row.mapping())
                            || planned.urgency() != row.urgency()
                            || scheduler.target(newer, mall, now)
                                    != scheduler.target(row, mall, now)) {
                        changed.add(planned);
                        due = due || isDue(planned, now);
                    }
                }
            }
        }
        return new Taken(changed.isEmpty() || !store.save(changed).contains(false), due);
    }

    private static boolean isDue(ItemRow row, Instant now) {
        return row.urgency() != Urgency.CHECK && !row.due().isAfter(now);
    }

    /**
     * Takes a rule. The worker plans all items again. The rule is kept before the mall's row is
     * read, and a mall that is being connected reads it after its row is written: so one of the two
     * sees the other.
     */
    public Taken rule(SaleModeRule rule) {
        SaleRow kept = store.sale();
        if (rule.version() > kept.rule().version()
                && store.save(List.of(new SaleRow(kept.version(), rule))).contains(false)) {
            return new Taken(false, false);
        }
        MallRow mall = store.mall().orElse(null);
        if (mall == null || rule.version() < mall.rules().sale().version()) {
            return new Taken(true, false);
        }
        MallRow changed = mall.withSale(rule);
        return new Taken(
                changed.equals(mall) || !store.save(List.of(changed)).contains(false), true);
    }
}
