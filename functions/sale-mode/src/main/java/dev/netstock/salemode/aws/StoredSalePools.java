package dev.netstock.salemode.aws;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.SalePool;
import dev.netstock.salemode.step.SalePools;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.dynamodb.DynamoPoolPlans;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.pool.PoolPlan;
import dev.netstock.stock.table.PoolRule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans pools beside those of operators. A plan is changed under the name of the sale, and only a
 * plan with this name is ended. Thread-safe.
 *
 * @param plans the plans
 * @param items what there is to set aside
 * @param worker wakes the function that carries plans out; its schedule does the same each minute
 * @param malls channels whose pools the mall sync manages
 * @param clock the time of day
 */
public record StoredSalePools(
        DynamoPoolPlans plans,
        ShardTotals items,
        QueueSender worker,
        Set<Channel> malls,
        InstantSource clock)
        implements SalePools {
    private static final QueuedMessage WAKE = QueuedMessage.of("wake", "{}");
    private static final int ROUNDS_MAX = 10;

    public StoredSalePools {
        malls = Set.copyOf(malls);
    }

    @Override
    public boolean plan(SalePool pool, Plan plan, Call call) {
        if (malls.contains(pool.channel())) {
            return false;
        }
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            Optional<PoolPlan> before = plans.plan(pool.place(), pool.channel(), call);
            if (before.filter(it -> isOf(plan.sale(), it)).isPresent()) {
                wake(call);
                return true;
            }
            if (before.filter(it -> !it.isOver(now())).isPresent()) {
                return false;
            }
            if (plans.write(next(pool, plan, before), call)) {
                wake(call);
                return true;
            }
        }
        throw busy();
    }

    private PoolPlan next(SalePool pool, Plan plan, Optional<PoolPlan> before) {
        return new PoolPlan(
                pool.place(),
                pool.channel(),
                plan.sale(),
                pool.units(),
                pool.spillover() ? PoolRule.SPILLOVER : PoolRule.OWN_ONLY,
                now(),
                plan.endsAt().map(end -> end.truncatedTo(ChronoUnit.MILLIS)),
                PoolPlan.State.PLANNED,
                0,
                before.map(PoolPlan::version).orElse(0L) + 1);
    }

    @Override
    public void end(SalePool pool, String sale, Call call) {
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            Optional<PoolPlan> before =
                    plans.plan(pool.place(), pool.channel(), call).filter(it -> isOf(sale, it));
            if (before.isEmpty()
                    || before.get().isOver(now())
                    || plans.write(before.get().endingAt(now()), call)) {
                wake(call);
                return;
            }
        }
        throw busy();
    }

    /**
     * Why the pools of a plan are not, or will not be, as planned; empty if nothing stands in their
     * way.
     */
    public List<String> faults(Plan plan, Call call) {
        List<String> faults = new ArrayList<>();
        Map<ItemKey, Long> wanted = new HashMap<>();
        for (SalePool pool : plan.pools()) {
            long together = wanted.merge(pool.place(), pool.units(), Long::sum);
            fault(pool, together, plan, call)
                    .ifPresent(text -> faults.add(pool.text() + ": " + text));
        }
        return faults;
    }

    /**
     * @param together units that this pool and the ones before it at the same place need
     */
    private Optional<String> fault(SalePool pool, long together, Plan plan, Call call) {
        if (malls.contains(pool.channel())) {
            return Optional.of("the mall sync manages the pools of this channel");
        }
        Optional<PoolPlan> planned =
                plans.plan(pool.place(), pool.channel(), call)
                        .filter(it -> isOf(plan.sale(), it) || !it.isOver(now()));
        if (planned.filter(it -> !isOf(plan.sale(), it)).isPresent()) {
            return Optional.of("the channel has another pool there");
        }
        if (planned.filter(it -> it.state() == PoolPlan.State.OPEN).isPresent()) {
            return missing(planned.get().moved(), pool.units(), "set aside");
        }
        return items.levels(List.of(pool.place()), call).stream()
                .findFirst()
                .map(level -> missing(level.available(), together, "available"))
                .orElseGet(() -> Optional.of("the location has never had this SKU"));
    }

    private static Optional<String> missing(long units, long wanted, String what) {
        return units < wanted
                ? Optional.of("%,d of %,d units %s".formatted(units, wanted, what))
                : Optional.empty();
    }

    private static boolean isOf(String sale, PoolPlan plan) {
        return plan.changeId().equals(sale);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static RetryLaterException busy() {
        return new RetryLaterException("Others keep changing the pool", Duration.ofSeconds(1));
    }

    private void wake(Call call) {
        Set<String> _ = worker.send(List.of(WAKE), call);
    }
}
