package dev.netstock.shards.plan;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads and changes plans, with retries until the call's deadline. Thread-safe.
 *
 * @param table the table
 * @param retries retries requests to it
 */
public record ShardPlans(PlanTable table, Retries retries) {
    /** The plans of a SKU, by location. */
    public List<ShardPlan> of(Sku sku, Call call) {
        return retries.run(Operation.READ, () -> table.plansOf(sku), call);
    }

    /** All plans. */
    public List<ShardPlan> all(Call call) {
        List<ShardPlan> all = new ArrayList<>();
        Optional<ItemKey> after = Optional.empty();
        do {
            Optional<ItemKey> from = after;
            PlanTable.Page page = retries.run(Operation.READ, () -> table.page(from), call);
            all.addAll(page.plans());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    public ShardPlan of(ItemKey item, Call call) {
        return retries.run(Operation.READ, () -> table.plan(item), call)
                .orElseGet(() -> ShardPlan.none(item));
    }

    /**
     * Changes a plan. If another process changes it first, the change is applied to the newer plan.
     *
     * @param change may be called more than once; an unchanged plan is not written
     * @return the resulting plan, with its stored version unless it is new
     */
    public ShardPlan change(ItemKey item, UnaryOperator<ShardPlan> change, Call call) {
        for (int conflicts = 1; ; conflicts++) {
            ShardPlan before = of(item, call);
            ShardPlan after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            ShardPlan next = after.next();
            if (write(next, call)) {
                return next;
            }
            retries.pauseAfter(conflicts, call);
        }
    }

    /** Deletes a plan, unless another process changes it first. */
    public void delete(ShardPlan plan, Call call) {
        boolean _ = retries.run(Operation.IDEMPOTENT_WRITE, () -> table.delete(plan), call);
    }

    /**
     * After a lost response the plan may already be written, which looks like a change by another
     * process; it is then changed again.
     */
    private boolean write(ShardPlan next, Call call) {
        return retries.run(Operation.IDEMPOTENT_WRITE, () -> table.write(next), call);
    }
}
