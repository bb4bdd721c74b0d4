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
 * The plans as the flows use them: requests are repeated until the call's deadline comes near.
 * Thread-safe.
 *
 * @param table the table
 * @param retries how to repeat requests to it
 */
public record Plans(PlanTable table, Retries retries) {
    /** The plans of a SKU, by location. */
    public List<ShardPlan> of(Sku sku, Call call) {
        return retries.run(Operation.READ, () -> table.plansOf(sku), call);
    }

    /** All there are. */
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
     * Changes a plan. If others do so too, theirs comes first, and it is changed from there.
     *
     * @param change may be called more than once; what it leaves as it is, is not written
     * @return the plan as it is then
     */
    public ShardPlan change(ItemKey item, UnaryOperator<ShardPlan> change, Call call) {
        for (int conflicts = 1; ; conflicts++) {
            ShardPlan before = of(item, call);
            ShardPlan after = change.apply(before);
            if (after.equals(before) || written(after.next(), call)) {
                return after;
            }
            retries.pauseAfter(conflicts, call);
        }
    }

    /** After a lost answer the plan may be there, and count as another's: it is changed again. */
    private boolean written(ShardPlan next, Call call) {
        return retries.run(Operation.IDEMPOTENT_WRITE, () -> table.write(next), call);
    }
}
