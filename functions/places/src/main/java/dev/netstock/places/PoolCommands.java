package dev.netstock.places;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.dynamodb.DynamoPoolPlans;
import dev.netstock.stock.pool.BufferSetting;
import dev.netstock.stock.pool.PoolPlan;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans pools; the function {@code Pools} opens and ends them. Thread-safe.
 *
 * @param plans the plans
 * @param buffers knows which SKUs exist
 * @param worker wakes the function that carries plans out
 * @param malls channels whose pools the mall sync manages
 * @param clock the time of day
 */
record PoolCommands(
        DynamoPoolPlans plans,
        BufferSetting buffers,
        QueueSender worker,
        Set<Channel> malls,
        InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(PoolCommands.class);
    private static final QueuedMessage WAKE = QueuedMessage.of("wake", "{}");
    private static final int ROUNDS_MAX = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    PoolCommands {
        malls = Set.copyOf(malls);
    }

    /** The outcome of a change. */
    sealed interface Outcome {
        record Planned(PoolPlan plan) implements Outcome {}

        record UnknownSku() implements Outcome {}

        /** The mall sync manages the pools of this channel. */
        record OfMallSync() implements Outcome {}

        record TooMany() implements Outcome {}

        /** The pool is open, or opens or ends now, and the change would begin only later. */
        record StillOpen() implements Outcome {}

        /** There is no pool to end. */
        record NoPool() implements Outcome {}
    }

    List<PoolPlan> all(Call call) {
        return plans.all(call);
    }

    /**
     * Plans a pool, or changes one. A change with the id of the last one changes nothing. A plan
     * for later does not replace a pool that is open: nothing would end that one.
     *
     * @throws RetryLaterException if it was not stored in time; it may be stored
     */
    Outcome plan(PoolPlan wanted, Call call) {
        if (malls.contains(wanted.channel())) {
            return new Outcome.OfMallSync();
        }
        if (buffers.buffers(wanted.place(), call).isEmpty()) {
            return new Outcome.UnknownSku();
        }
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            Optional<PoolPlan> before = plans.plan(wanted.place(), wanted.channel(), call);
            if (before.filter(it -> it.changeId().equals(wanted.changeId())).isPresent()) {
                wake(call);
                return new Outcome.Planned(before.get());
            }
            if (before.isEmpty() && plans.all(call).size() >= DynamoPoolPlans.PLANS_MAX) {
                return new Outcome.TooMany();
            }
            Instant now = clock.instant();
            if (wanted.startsAt().isAfter(now)
                    && before.filter(it -> it.mayBeOpen(now)).isPresent()) {
                return new Outcome.StillOpen();
            }
            PoolPlan next = wanted.asVersion(before.map(PoolPlan::version).orElse(0L) + 1);
            if (plans.write(next, call)) {
                wake(call);
                return new Outcome.Planned(next);
            }
        }
        throw busy();
    }

    /**
     * Ends a pool now. Ending an ended pool changes nothing.
     *
     * @throws RetryLaterException if it was not stored in time; it may be stored
     */
    Outcome end(ItemKey place, Channel channel, Call call) {
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            Optional<PoolPlan> before = plans.plan(place, channel, call);
            if (before.isEmpty()) {
                return new Outcome.NoPool();
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            boolean isOver = before.get().isOver(now);
            PoolPlan next = isOver ? before.get() : before.get().endingAt(now);
            if (isOver || plans.write(next, call)) {
                wake(call);
                return new Outcome.Planned(next);
            }
        }
        throw busy();
    }

    private static RetryLaterException busy() {
        return new RetryLaterException("Others keep changing the pool", RETRY_AFTER);
    }

    /** If it fails, the schedule does the same within a minute. */
    private void wake(Call call) {
        try {
            if (!worker.send(List.of(WAKE), call).isEmpty()) {
                LOG.warn("The pools were not triggered; they run on their schedule");
            }
        } catch (RuntimeException e) {
            LOG.error("The pools could not be triggered; they run on their schedule", e);
        }
    }
}
