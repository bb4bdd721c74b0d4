package dev.netstock.salemode.mode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A step at the beginning or end of a sale, and its effect on the active overrides. A step that
 * starts an override adds it when the step begins, since a part of it may be in effect from then
 * on. A step that ends an override removes it only when the step is done. After a worker is killed,
 * the overrides may therefore list too much, never too little. {@code SaleModeSteps} says what each
 * step does.
 */
public enum Step {
    /** Sets the purchase limits of the listed SKUs. */
    SET_LIMITS,
    /** Plans the pools of channels. */
    SET_POOLS,
    /** Runs the preflight checks. */
    PREFLIGHT,
    /** Spreads the listed SKUs over their shards. */
    SPREAD_SHARDS,
    /** Holds replenishment requests back. */
    HOLD_REQUESTS,
    /** Slows or pauses the supply sync. */
    PACE_SUPPLY,
    /** Publishes what malls may sell. */
    TELL_MALLS,
    /** Lifts the purchase limits. */
    LIFT_LIMITS,
    /** Ends the pools of channels. */
    END_POOLS,
    /** Releases the shards: they are merged when the load is low. */
    GATHER_SHARDS,
    /** Resumes the supply sync, and triggers it. */
    RESUME_SUPPLY,
    /** Sends the held requests. */
    RELEASE_REQUESTS,
    /** Opens the malls. */
    OPEN_MALLS,
    /** Reconciles all of net stock with the ledger. */
    RECONCILE,
    /** Writes the report of the sale. */
    REPORT;

    static final List<Step> PLANNING = List.of(PREFLIGHT);
    private static final List<Step> ENTERING =
            List.of(PREFLIGHT, HOLD_REQUESTS, PACE_SUPPLY, TELL_MALLS, SPREAD_SHARDS);
    private static final List<Step> LEAVING =
            List.of(GATHER_SHARDS, RESUME_SUPPLY, RELEASE_REQUESTS, OPEN_MALLS, RECONCILE, REPORT);

    /** The steps at the beginning of a sale; the preflight checks examine its limits and pools. */
    static List<Step> entering(Plan plan) {
        List<Step> withPools = plan.pools().isEmpty() ? ENTERING : with(SET_POOLS, ENTERING);
        return plan.limit().isNone() ? withPools : with(SET_LIMITS, withPools);
    }

    /** The steps at the end of a sale. */
    static List<Step> leaving(ActiveOverrides overrides) {
        List<Step> withPools = overrides.pools().isEmpty() ? LEAVING : with(END_POOLS, LEAVING);
        return overrides.limited().isEmpty() ? withPools : with(LIFT_LIMITS, withPools);
    }

    private static List<Step> with(Step first, List<Step> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    /** As the API and the table spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Parses what {@link #text} returns. */
    public static Optional<Step> parse(String text) {
        return Arrays.stream(values()).filter(step -> step.text().equals(text)).findFirst();
    }

    /** The overrides that may be in effect from the moment when the step begins. */
    ActiveOverrides onBegin(ActiveOverrides overrides, Plan plan) {
        return switch (this) {
            case SET_LIMITS -> overrides.withLimited(plan.skus());
            case SET_POOLS -> overrides.withPools(plan.pools());
            case SPREAD_SHARDS -> overrides.withSpread(plan.skus());
            case HOLD_REQUESTS -> overrides.withRequestsWait(plan.requests().areBundled());
            case PACE_SUPPLY -> overrides.withSupply(plan.supply());
            case TELL_MALLS -> overrides.withMalls(plan.malls());
            case RESUME_SUPPLY -> overrides.withSupply(ActiveOverrides.NONE.supply());
            case RELEASE_REQUESTS -> overrides.withRequestsWait(false);
            case PREFLIGHT, LIFT_LIMITS, END_POOLS, GATHER_SHARDS, OPEN_MALLS, RECONCILE, REPORT ->
                    overrides;
        };
    }

    /** The overrides that are in effect once the step is done. */
    ActiveOverrides onDone(ActiveOverrides overrides) {
        return switch (this) {
            case LIFT_LIMITS -> overrides.withoutLimited();
            case END_POOLS -> overrides.withoutPools();
            case GATHER_SHARDS -> overrides.withoutSpread();
            case OPEN_MALLS -> overrides.withMalls(MallRule.OPEN);
            case PREFLIGHT,
                    SET_LIMITS,
                    SET_POOLS,
                    SPREAD_SHARDS,
                    HOLD_REQUESTS,
                    PACE_SUPPLY,
                    TELL_MALLS,
                    RESUME_SUPPLY,
                    RELEASE_REQUESTS,
                    RECONCILE,
                    REPORT ->
                    overrides;
        };
    }
}
