package dev.netstock.places;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.dynamodb.DynamoPoolPlans;
import dev.netstock.stock.pool.ChannelPools.Result;
import dev.netstock.stock.pool.OwnPools;
import dev.netstock.stock.pool.PoolPlan;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens and ends the pools that are due. Any message triggers it, and its schedule does each
 * minute. It can be killed anywhere, and run several times at once: each step of a pool happens
 * once or changes nothing, and the plan says so only afterwards. A worker that finds that a plan
 * has changed meanwhile carries out the new one: it may have undone what another worker did. What a
 * worker opens after the end of a pool, and is killed, ends again with one of the next runs.
 * Thread-safe.
 *
 * @param plans the plans
 * @param pools the pools
 * @param clock the time of day
 */
record PoolWorker(DynamoPoolPlans plans, OwnPools pools, InstantSource clock) {
    private static final int ROUNDS_MAX = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** More than a pool usually needs. */
    private static final Duration TIME_OF_A_POOL = Duration.ofSeconds(1);

    /** How many pools were opened and ended. */
    private static final class Counts {
        private long opened;
        private long ended;
    }

    /**
     * What it did, as metrics. A pool that cannot be opened or ended does not keep the others from
     * it.
     */
    Map<String, Long> run(Call call) {
        var counts = new Counts();
        Optional<RuntimeException> failure = Optional.empty();
        for (PoolPlan plan : plansInOrder(call)) {
            if (!call.deadline().leaves(TIME_OF_A_POOL)) {
                throw new RetryLaterException("Not all pools were opened and ended", RETRY_AFTER);
            }
            try {
                carryOut(plan, counts, call);
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return Map.of("PoolsOpened", counts.opened, "PoolsEnded", counts.ended);
    }

    /** What was done before comes last, so that it does not keep others from being done. */
    private List<PoolPlan> plansInOrder(Call call) {
        return plans.all(call).stream()
                .sorted(Comparator.comparing(plan -> plan.state() == PoolPlan.State.ENDED))
                .toList();
    }

    /** The list may be some time old by now, so each plan is read again before it is due. */
    private void carryOut(PoolPlan listed, Counts counts, Call call) {
        if (listed.due(clock.instant()) == PoolPlan.Step.NOTHING) {
            return;
        }
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            Optional<PoolPlan> plan = plans.plan(listed.place(), listed.channel(), call);
            if (plan.isEmpty() || isDone(plan.get(), counts, call)) {
                return;
            }
        }
        throw new RetryLaterException("Others keep changing the pool", RETRY_AFTER);
    }

    /** Whether a plan is carried out; not if it was changed meanwhile. */
    private boolean isDone(PoolPlan plan, Counts counts, Call call) {
        return switch (plan.due(clock.instant())) {
            case OPEN -> {
                counts.opened++;
                yield plans.write(plan.next(PoolPlan.State.OPEN, open(plan, call)), call);
            }
            case END -> {
                counts.ended++;
                end(plan, call);
                yield plans.write(plan.next(PoolPlan.State.ENDED, plan.moved()), call)
                        || isStill(plan, call);
            }
            case END_AGAIN -> {
                end(plan, call);
                yield isStill(plan, call);
            }
            case FORGET -> {
                end(plan, call);
                plans.remove(plan, call);
                yield isStill(plan, call);
            }
            case NOTHING -> true;
        };
    }

    /**
     * Whether a plan whose pool was ended is unchanged. If another worker has opened the pool for a
     * newer version, it is planned again, since its units went back.
     */
    private boolean isStill(PoolPlan plan, Call call) {
        Optional<PoolPlan> now = plans.plan(plan.place(), plan.channel(), call);
        boolean isOther = now.filter(it -> it.version() != plan.version()).isPresent();
        if (isOther && now.get().state() == PoolPlan.State.OPEN) {
            boolean _ = plans.write(now.get().next(PoolPlan.State.PLANNED, 0), call);
        }
        return !isOther;
    }

    /** A SKU that no longer exists has no units to set aside. */
    private long open(PoolPlan plan, Call call) {
        return switch (pools.open(
                plan.place(), plan.channel(), plan.rule(), plan.units(), plan.moveId(), call)) {
            case Result.Moved(long units) -> units;
            case Result.UnknownItem() -> 0;
        };
    }

    private void end(PoolPlan plan, Call call) {
        pools.end(plan.place(), plan.channel(), plan.moveId() + "#end", call);
    }
}
