package dev.netstock.shards.plan;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Stores configured numbers of shards. The caller should request a review of the SKU afterwards,
 * which applies them at once; otherwise the review of the next minute does. Safe to retry.
 * Thread-safe.
 *
 * @param plans the plans
 */
public record ShardTargets(ShardPlans plans) {
    /** The plans of a SKU, by location. Locations without a plan are missing. */
    public List<ShardPlan> of(Sku sku, Call call) {
        return plans.of(sku, call);
    }

    /**
     * Pins a SKU at a location to a number of shards, or lets the policy decide again.
     *
     * @param settingsVersion version of the settings that request it; older settings have no effect
     */
    public ShardPlan pin(ItemKey item, Optional<Integer> shards, long settingsVersion, Call call) {
        return change(item, target -> target.pinnedTo(shards, settingsVersion), call);
    }

    /**
     * Sets a minimum number of shards for when nothing is pinned; the policy may use more.
     *
     * @param shards 1 to remove the minimum: shards are merged as soon as the load allows it
     */
    public ShardPlan atLeast(ItemKey item, int shards, Call call) {
        return change(item, target -> target.noFewerThan(shards), call);
    }

    private ShardPlan change(ItemKey item, UnaryOperator<ShardTarget> change, Call call) {
        return plans.change(item, plan -> plan.withTarget(change.apply(plan.target())), call);
    }
}
