package dev.netstock.shards.plan;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Optional;

/**
 * The table of plans: single requests, none repeated. Implementations are thread-safe; a request
 * that fails throws {@link dev.netstock.platform.call.CallFailure}.
 */
public interface PlanTable {
    /** The plan of a SKU at a location, strongly consistent. */
    Optional<ShardPlan> plan(ItemKey item);

    /** The plans of a SKU, by location, strongly consistent. */
    List<ShardPlan> plansOf(Sku sku);

    /**
     * Some plans.
     *
     * @param after where the page before ended; empty for the first
     */
    Page page(Optional<ItemKey> after);

    /**
     * Writes a plan, if the one before it is still the last.
     *
     * @param plan has the version of the one before, plus 1
     * @return whether it stands; false if somebody else decided meanwhile
     */
    boolean write(ShardPlan plan);

    /**
     * Some of all plans.
     *
     * @param next where the next page begins; empty after the last
     */
    record Page(List<ShardPlan> plans, Optional<ItemKey> next) {
        public Page {
            plans = List.copyOf(plans);
        }
    }
}
