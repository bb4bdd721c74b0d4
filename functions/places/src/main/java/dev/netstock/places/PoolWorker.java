package dev.netstock.places;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.stock.pool.ChannelPools.Result;
import dev.netstock.stock.pool.OwnPools;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Opens and ends the pools that are due. Any message triggers it, and its schedule does each
 * minute. It can be killed anywhere, and run several times at once: each step of a pool happens
 * once or changes nothing, and the plan says so only afterwards. Thread-safe.
 *
 * @param plans the plans
 * @param pools the pools
 * @param clock the time of day
 */
record PoolWorker(DynamoPoolPlans plans, OwnPools pools, InstantSource clock)
        implements QueueWork<String> {
    @Override
    public BatchResult handle(List<Message<String>> messages, Call call) {
        long opened = 0;
        long ended = 0;
        for (PoolPlan plan : plans.all(call)) {
            switch (plan.due(clock.instant())) {
                case OPEN -> {
                    open(plan, call);
                    opened++;
                }
                case END -> {
                    end(plan, call);
                    ended++;
                }
                case FORGET -> plans.remove(plan, call);
                case NOTHING -> {
                    // It is as it should be.
                }
            }
        }
        return BatchResult.all(Map.of("PoolsOpened", opened, "PoolsEnded", ended));
    }

    /** A SKU that no longer exists has no units to set aside. */
    private void open(PoolPlan plan, Call call) {
        long moved =
                switch (pools.open(
                        plan.place(),
                        plan.channel(),
                        plan.rule(),
                        plan.units(),
                        plan.moveId(),
                        call)) {
                    case Result.Moved(long units) -> units;
                    case Result.UnknownItem() -> 0;
                };
        boolean _ = plans.write(plan.next(PoolPlan.State.OPEN, moved), call);
    }

    private void end(PoolPlan plan, Call call) {
        pools.end(plan.place(), plan.channel(), plan.moveId() + "#end#" + plan.version(), call);
        boolean _ = plans.write(plan.next(PoolPlan.State.ENDED, plan.moved()), call);
    }
}
