package dev.netstock.shards.plan;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Optional;

/**
 * The table of plans. Each method is one request and is not retried. Implementations are
 * thread-safe; a failed request throws {@link dev.netstock.platform.call.CallFailure}.
 */
public interface PlanTable {
    /** The plan of a SKU at a location, strongly consistent. */
    Optional<ShardPlan> plan(ItemKey item);

    /** The plans of a SKU, by location, strongly consistent. */
    List<ShardPlan> plansOf(Sku sku);

    /**
     * Reads a page of plans.
     *
     * @param after where the previous page ended; empty for the first page
     */
    Page page(Optional<ItemKey> after);

    /**
     * Writes a plan unless the stored one has changed. A plan that is new is stored with a version
     * that no plan of this SKU had before.
     *
     * @param plan has the version of the stored plan plus 1
     * @return whether it was written; false if another process changed the plan first
     */
    boolean write(ShardPlan plan);

    /**
     * Deletes a plan unless the stored one has changed.
     *
     * @return whether this request deleted it
     */
    boolean delete(ShardPlan plan);

    /**
     * A page of plans.
     *
     * @param next where the next page begins; empty after the last page
     */
    record Page(List<ShardPlan> plans, Optional<ItemKey> next) {
        public Page {
            plans = List.copyOf(plans);
        }
    }
}
