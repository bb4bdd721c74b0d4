package dev.netstock.expiry;

import dev.netstock.expiry.HoldOutcome.EndedOtherwise;
import dev.netstock.expiry.HoldOutcome.Expired;
import dev.netstock.expiry.HoldOutcome.Waits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the operators are told of a batch. */
final class HoldCounts {
    private HoldCounts() {}

    /** How many ended how, and the longest lag of those that expired. */
    static Map<String, Long> of(List<HoldOutcome> outcomes) {
        Map<String, Long> counts = new HashMap<>();
        counts.put("Expired", count(outcomes, Expired.class));
        counts.put("EndedOtherwise", count(outcomes, EndedOtherwise.class));
        counts.put("Waiting", count(outcomes, Waits.class));
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
