package dev.netstock.stock.pool;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.table.PoolRule;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A pool that an operator plans: units of a SKU at a location that one channel sells.
 *
 * @param place the first item of the SKU at the location
 * @param channel the channel
 * @param changeId the last change, named by the caller
 * @param units units that this change sets aside
 * @param rule what its orders may take beside the pool
 * @param startsAt when the pool opens
 * @param endsAt when it ends; empty: when it is removed
 * @param state its state
 * @param moved units that the change has set aside; fewer than asked for if there were fewer
 * @param version +1 at each change
 */
public record PoolPlan(
        ItemKey place,
        Channel channel,
        String changeId,
        long units,
        PoolRule rule,
        Instant startsAt,
        Optional<Instant> endsAt,
        State state,
        long moved,
        long version) {
    public static final long UNITS_MAX = 1_000_000;

    /** How long an ended plan is kept, so that a late repetition finds it. */
    public static final Duration KEPT = Duration.ofDays(7);

    /** The states of a plan. */
    public enum State {
        /** It waits for its start, or a change of it is not carried out yet. */
        PLANNED,
        OPEN,
        /** Its units are in general stock again. */
        ENDED;

        /** As the API writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The next thing to do. */
    public enum Step {
        OPEN,
        END,
        /** Another worker may have opened it late, after it had ended. */
        END_AGAIN,
        FORGET,
        NOTHING
    }

    /** No function runs longer, so nothing that began before the end of a pool goes on after it. */
    public static final Duration LATE_WITHIN = Duration.ofMinutes(15);

    /**
     * What is due at this time. An ended plan is kept for a week, so that a late repetition finds
     * it.
     */
    public Step due(Instant now) {
        boolean isOver = endsAt.filter(end -> !end.isAfter(now)).isPresent();
        return switch (state) {
            case PLANNED -> isOver ? Step.END : startsAt.isAfter(now) ? Step.NOTHING : Step.OPEN;
            case OPEN -> isOver ? Step.END : Step.NOTHING;
            case ENDED -> ended(endsAt.orElseThrow(), now);
        };
    }

    private static Step ended(Instant end, Instant now) {
        if (end.plus(LATE_WITHIN).isAfter(now)) {
            return Step.END_AGAIN;
        }
        return end.plus(KEPT).isAfter(now) ? Step.NOTHING : Step.FORGET;
    }

    /** The plan in its next version. */
    public PoolPlan next(State next, long units) {
        return new PoolPlan(
                place,
                channel,
                changeId,
                this.units,
                rule,
                startsAt,
                endsAt,
                next,
                units,
                version + 1);
    }

    /** The same plan as another version. */
    public PoolPlan asVersion(long number) {
        return new PoolPlan(
                place, channel, changeId, units, rule, startsAt, endsAt, state, moved, number);
    }

    /**
     * Whether its pool may be open: its start has come, and its units are not in general stock
     * again.
     */
    public boolean mayBeOpen(Instant now) {
        return state != State.ENDED && !startsAt.isAfter(now);
    }

    /** Whether it is not to be changed any more: it has ended, or its end has come. */
    public boolean isOver(Instant now) {
        return state == State.ENDED || endsAt.filter(end -> !end.isAfter(now)).isPresent();
    }

    /** The plan with another end, in its next version. */
    public PoolPlan endingAt(Instant end) {
        return new PoolPlan(
                place,
                channel,
                changeId,
                units,
                rule,
                startsAt,
                Optional.of(end),
                state,
                moved,
                version + 1);
    }

    /**
     * A unique id for the moves of its change. A plan that must be opened again has a newer
     * version, and so another id.
     */
    public String moveId() {
        return String.join(
                "#",
                "pool",
                place.sku().value(),
                place.location().value(),
                channel.value(),
                changeId,
                Long.toString(version));
    }
}
