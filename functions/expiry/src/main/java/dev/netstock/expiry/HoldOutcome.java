package dev.netstock.expiry;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The outcome of one message of the expiry queue. */
sealed interface HoldOutcome {
    /**
     * The hold expired because of this message.
     *
     * @param lag the time since the end of the hold
     * @param unitSeconds units that could not be sold, times seconds
     */
    record Expired(Duration lag, long unitSeconds) implements HoldOutcome {}

    /**
     * The reservation was confirmed or released, had expired before, or has another end, which has
     * a message of its own.
     */
    record EndedOtherwise() implements HoldOutcome {}

    /**
     * The hold still runs.
     *
     * @param left for how long
     */
    record StillHeld(Duration left) implements HoldOutcome {}

    /** The message is not about a hold. */
    record Ignored() implements HoldOutcome {}

    /** The message must be retried. */
    record Failed() implements HoldOutcome {}

    /**
     * The metrics of a batch: counts by outcome, the longest lag of expired holds, and unsold unit
     * seconds.
     */
    static Map<String, Long> counts(List<HoldOutcome> outcomes) {
        Map<String, Long> counts = new HashMap<>();
        counts.put("Expired", count(outcomes, Expired.class));
        counts.put("EndedOtherwise", count(outcomes, EndedOtherwise.class));
        counts.put("Waiting", count(outcomes, StillHeld.class));
        for (HoldOutcome outcome : outcomes) {
            if (outcome instanceof Expired(var lag, var unitSeconds)) {
                counts.merge("LagMillis", lag.toMillis(), Math::max);
                counts.merge("UnsoldUnitSeconds", unitSeconds, Long::sum);
            }
        }
        return counts;
    }

    private static long count(List<HoldOutcome> outcomes, Class<? extends HoldOutcome> kind) {
        return outcomes.stream().filter(kind::isInstance).count();
    }
}
