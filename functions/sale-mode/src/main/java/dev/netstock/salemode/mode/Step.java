package dev.netstock.salemode.mode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A step into a sale, or out of it. What a step on the way in brings about is on record from its
 * begin, since some of it may be there; what one on the way out takes back stays on record until it
 * is done. So the record never says less than there is, whenever a worker is killed.
 */
public enum Step {
    /** Looks whether all is ready, and says what is not. */
    PREFLIGHT,
    /** Spreads the listed SKUs over their shards. */
    SPREAD_SHARDS,
    /** Has requests to fill shelves wait. */
    HOLD_REQUESTS,
    /** Slows the sync of supply, or pauses it. */
    PACE_SUPPLY,
    /** Tells the malls what they may do. */
    TELL_MALLS,
    /** Gives up the shards: they are merged as soon as it is calm. */
    GATHER_SHARDS,
    /** Lets the sync of supply run as on any day, and wakes it. */
    RESUME_SUPPLY,
    /** Sends the requests that wait. */
    RELEASE_REQUESTS,
    /** Opens the malls. */
    OPEN_MALLS,
    /** Compares all of net stock with the ledger. */
    RECONCILE,
    /** Writes what the day was. */
    REPORT;

    static final List<Step> PLANNING = List.of(PREFLIGHT);
    static final List<Step> ENTERING =
            List.of(PREFLIGHT, HOLD_REQUESTS, PACE_SUPPLY, TELL_MALLS, SPREAD_SHARDS);
    static final List<Step> LEAVING =
            List.of(GATHER_SHARDS, RESUME_SUPPLY, RELEASE_REQUESTS, OPEN_MALLS, RECONCILE, REPORT);

    /** As the API and the table spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads what {@link #text} gave. */
    public static Optional<Step> parse(String text) {
        return Arrays.stream(values()).filter(step -> step.text().equals(text)).findFirst();
    }

    /** What may be in force from the moment when the step begins. */
    ActiveOverrides begun(ActiveOverrides held, Plan plan) {
        return switch (this) {
            case SPREAD_SHARDS -> held.spreading(plan.skus());
            case HOLD_REQUESTS -> held.requests(plan.requests().areHeld());
            case PACE_SUPPLY -> held.supply(plan.supply());
            case TELL_MALLS -> held.malls(plan.malls());
            case RESUME_SUPPLY -> held.supply(ActiveOverrides.NOTHING.supply());
            case RELEASE_REQUESTS -> held.requests(false);
            case PREFLIGHT, GATHER_SHARDS, OPEN_MALLS, RECONCILE, REPORT -> held;
        };
    }

    /** What is in force once it is done. */
    ActiveOverrides done(ActiveOverrides held) {
        return switch (this) {
            case GATHER_SHARDS -> held.gathered();
            case OPEN_MALLS -> held.malls(MallRule.OPEN);
            case PREFLIGHT,
                    SPREAD_SHARDS,
                    HOLD_REQUESTS,
                    PACE_SUPPLY,
                    TELL_MALLS,
                    RESUME_SUPPLY,
                    RELEASE_REQUESTS,
                    RECONCILE,
                    REPORT ->
                    held;
        };
    }
}
