package dev.netstock.places;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.table.PoolRule;

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
record PoolPlan(
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
    static final long UNITS_MAX = 1_000_000;

    /** The states of a plan. */
    enum State {
        /** It waits for its start, or a change of it is not carried out yet. */
        PLANNED,
        OPEN,
        /** Its units are in general stock again. */
        ENDED;

        /** As the API writes it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The next thing to do. */
    enum Step {
        OPEN,
        END,
        FORGET,
        NOTHING
    }

    /**
     * What is due at this time. An ended plan is kept for a week, so that a late repetition finds
     * it.
     */
    Step due(Instant now) {
        boolean isOver = endsAt.filter(end -> !end.isAfter(now)).isPresent();
        return switch (state) {
            case PLANNED -> isOver ? Step.END : startsAt.isAfter(now) ? Step.NOTHING : Step.OPEN;
            case OPEN -> isOver ? Step.END : Step.NOTHING;
            case ENDED ->
                    endsAt.orElseThrow().plus(DynamoPoolPlans.KEPT).isAfter(now)
                            ? Step.NOTHING
                            : Step.FORGET;
        };
    }

    /** The plan in its next version. */
    PoolPlan next(State next, long units) {
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
    PoolPlan asVersion(long number) {
        return new PoolPlan(
                place, channel, changeId, units, rule, startsAt, endsAt, state, moved, number);
    }

    /** The plan with another end, in its next version. */
    PoolPlan endingAt(Instant end) {
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

    /** A unique id for the moves of its change. */
    String moveId() {
        return String.join(
                "#",
                "pool",
                place.sku().value(),
                place.location().value(),
                channel.value(),
                changeId);
    }
}
