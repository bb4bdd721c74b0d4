package dev.netstock.shards.plan;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Takes wishes down. Whoever wishes has a look made at the SKU afterwards, which carries them out;
 * where nobody does, the look of the next minute will. Safe to repeat. Thread-safe.
 *
 * @param plans the plans
 */
public record ShardTargets(Plans plans) {
    /** The plans of a SKU, by location; those without any are missing. */
    public List<ShardPlan> of(Sku sku, Call call) {
        return plans.of(sku, call);
    }

    /**
     * Pins a SKU at a location to so many shards, or leaves them to the policy again.
     *
     * @param settingsVersion of the settings that say so: older ones change nothing any more
     */
    public ShardPlan pin(ItemKey item, Optional<Integer> shards, long settingsVersion, Call call) {
        return wish(item, wish -> wish.pinnedTo(shards, settingsVersion), call);
    }

    /**
     * Demands no fewer than so many shards, where nothing is pinned; the policy may make more.
     *
     * @param shards 1 to give the demand up: they are merged as soon as all is calm
     */
    public ShardPlan atLeast(ItemKey item, int shards, Call call) {
        return wish(item, wish -> wish.noFewerThan(shards), call);
    }

    private ShardPlan wish(ItemKey item, UnaryOperator<ShardTarget> change, Call call) {
        return plans.change(item, plan -> plan.wishing(change.apply(plan.wish())), call);
    }
}
