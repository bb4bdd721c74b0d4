package dev.netstock.shards.plan;

import dev.netstock.events.Heat;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.shard.SpreadResult;
import dev.netstock.stock.table.StockItem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Decides how many shards a SKU has at a location, writes the decision down, and carries it out.
 * Killed in between, the next look finds items and plan to differ, and does the rest. Thread-safe.
 *
 * @param plans what was decided
 * @param items reads items
 * @param spreader moves units
 * @param clock the time of day
 */
public record ShardSteering(Plans plans, ShardItems items, Spreader spreader, InstantSource clock) {
    /** Heat that is older was told by a stream that is behind: it says nothing of now. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** Hears that items of a SKU at a location are hot. */
    public SteeringResult hear(ItemKey item, List<Heat> told, Call call) {
        ShardPlan plan = plans.of(item, call);
        Instant now = clock.instant();
        List<Heat> heat = told.stream().filter(one -> counts(one, plan, now)).toList();
        if (heat.isEmpty()) {
            return SteeringResult.NOTHING;
        }
        List<StockItem> found = items.of(item, call);
        if (found.isEmpty()) {
            return SteeringResult.NOTHING;
        }
        ShardedSku shelf = new ShardedSku(found);
        int shards = decide(item, shelf, new HeatReport(heat), call).shards();
        return shards == shelf.openShards()
                ? SteeringResult.NOTHING
                : spread(item, shelf, shards, call);
    }

    /** Looks whether plan and items agree, whether all is calm, and where units lie. */
    public SteeringResult look(ItemKey item, Call call) {
        List<StockItem> found = items.of(item, call);
        if (found.isEmpty()) {
            return SteeringResult.NOTHING;
        }
        ShardedSku shelf = new ShardedSku(found);
        int shards = decide(item, shelf, HeatReport.NONE, call).shards();
        return shelf.isTidy(shards)
                ? new SteeringResult(shards, shards, 0, 0)
                : spread(item, shelf, shards, call);
    }

    /** The items that are to be looked at now, of all that anything was decided about. */
    public List<ItemKey> due(Call call) {
        Instant now = clock.instant();
        return plans.all(call).stream()
                .filter(plan -> plan.isDue(now))
                .map(ShardPlan::item)
                .toList();
    }

    private static boolean counts(Heat heat, ShardPlan plan, Instant now) {
        return plan.wish().pinned().isEmpty()
                && !heat.at().isBefore(now.minus(FRESH))
                && ShardPolicy.hearsHeatOf(plan, heat.at());
    }

    private ShardPlan decide(ItemKey item, ShardedSku shelf, HeatReport told, Call call) {
        Instant now = clock.instant();
        WriteCount sighting = shelf.sighting(now);
        return plans.change(
                item,
                plan -> {
                    ShardPlan known = plan.version() == 0 ? plan.found(shelf.openShards()) : plan;
                    Demand demand = told.demand(known.seen(), sighting, shelf.available());
                    return ShardPolicy.decide(known, demand, now).seen(sighting);
                },
                call);
    }

    private SteeringResult spread(ItemKey item, ShardedSku shelf, int shards, Call call) {
        return switch (spreader.spread(item, shards, call)) {
            case SpreadResult.Spread(int openShards, long moved) ->
                    new SteeringResult(shelf.openShards(), openShards, moved, shelf.stranded());
            case SpreadResult.UnknownItem() -> SteeringResult.NOTHING;
        };
    }
}
