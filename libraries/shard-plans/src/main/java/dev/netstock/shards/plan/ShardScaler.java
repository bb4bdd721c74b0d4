package dev.netstock.shards.plan;

import dev.netstock.events.Heat;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.shard.ShardSpreader;
import dev.netstock.stock.shard.SpreadResult;
import dev.netstock.stock.table.StockItem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Scales the shards of a SKU at a location: decides how many it needs, stores the decision, and
 * moves units accordingly. If it is killed in between, the next review finds that items and plan
 * differ, and completes the work. Thread-safe.
 *
 * @param plans the stored decisions
 * @param totals reads the items of a SKU
 * @param spreader moves units
 * @param clock the current time
 */
public record ShardScaler(
        ShardPlans plans, ShardTotals totals, ShardSpreader spreader, InstantSource clock) {
    /**
     * Older heat reports come from a stream that is behind, and say nothing about the current load.
     */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** Handles reports that items of a SKU at a location are hot. */
    public ScalingResult handleHeat(ItemKey item, List<Heat> reports, Call call) {
        ShardPlan plan = plans.of(item, call);
        Instant now = clock.instant();
        List<Heat> heat = reports.stream().filter(one -> isRelevant(one, plan, now)).toList();
        if (heat.isEmpty()) {
            return ScalingResult.NOTHING;
        }
        List<StockItem> found = totals.items(item, call);
        if (found.isEmpty()) {
            return ScalingResult.NOTHING;
        }
        ShardedSku sku = new ShardedSku(found);
        int shards = decide(item, sku, new HeatReport(heat), call).shards();
        return shards == sku.openShards() ? ScalingResult.NOTHING : spread(item, sku, shards, call);
    }

    /**
     * Checks whether items and plan agree, whether fewer shards suffice, and whether units are
     * spread evenly. Deletes the plan of a SKU that has been at rest for long, so that the table
     * has only SKUs that need reviews.
     */
    public ScalingResult review(ItemKey item, Call call) {
        List<StockItem> found = totals.items(item, call);
        if (found.isEmpty()) {
            deleteIfRested(withoutItems(item, call), call);
            return ScalingResult.NOTHING;
        }
        ShardedSku sku = new ShardedSku(found);
        ShardPlan plan = decide(item, sku, HeatReport.NONE, call);
        deleteIfRested(plan, call);
        int shards = plan.shards();
        return sku.isTidy(shards)
                ? new ScalingResult(shards, shards, 0, 0)
                : spread(item, sku, shards, call);
    }

    /** The items whose plan is due for a review. */
    public List<ItemKey> due(Call call) {
        Instant now = clock.instant();
        return plans.all(call).stream()
                .filter(plan -> plan.isDue(now))
                .map(ShardPlan::item)
                .toList();
    }

    private static boolean isRelevant(Heat heat, ShardPlan plan, Instant now) {
        return plan.target().pinned().isEmpty()
                && !heat.at().isBefore(now.minus(FRESH))
                && ShardPolicy.acceptsHeat(plan, heat.at());
    }

    private ShardPlan decide(ItemKey item, ShardedSku sku, HeatReport report, Call call) {
        Instant now = clock.instant();
        WriteCount count = sku.count(now);
        return plans.change(
                item,
                plan -> {
                    ShardPlan known =
                            plan.version() == 0 ? plan.withShards(sku.openShards()) : plan;
                    Demand demand = report.demand(known.lastCount(), count, sku.available());
                    return ShardPolicy.decide(known, demand, now)
                            .withLastCount(count)
                            .withRest(sku.isTidy(1), now);
                },
                call);
    }

    /** A number can be pinned for a location that never has the SKU. */
    private ShardPlan withoutItems(ItemKey item, Call call) {
        Instant now = clock.instant();
        return plans.change(
                item, plan -> plan.version() == 0 ? plan : plan.withRest(true, now), call);
    }

    private void deleteIfRested(ShardPlan plan, Call call) {
        if (plan.hasRested(clock.instant())) {
            plans.delete(plan, call);
        }
    }

    private ScalingResult spread(ItemKey item, ShardedSku sku, int shards, Call call) {
        return switch (spreader.spread(item, shards, call)) {
            case SpreadResult.Spread(int openShards, long moved) ->
                    new ScalingResult(sku.openShards(), openShards, moved, sku.stranded());
            case SpreadResult.UnknownItem() -> ScalingResult.NOTHING;
        };
    }
}
