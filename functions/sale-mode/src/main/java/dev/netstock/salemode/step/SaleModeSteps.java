package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.step.StepResult.Done;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs a step. Each step is safe to repeat and to resume: a worker that was killed may have done a
 * part of it, or all of it, without recording that. Thread-safe.
 */
public final class SaleModeSteps {
    /** More than a step needs for one SKU, at as many locations as there may be. */
    static final Duration TIME_OF_A_SKU = Duration.ofSeconds(8);

    private final PreflightStep preflight;
    private final LimitsStep limits;
    private final PoolsStep pools;
    private final ShardsStep shards;
    private final MallRuleStep malls;
    private final Wake supplySync;
    private final ReleaseRequestsStep requests;
    private final ReconcileStep reconcile;
    private final ReportStep report;

    public SaleModeSteps(
            PreflightStep preflight,
            LimitsStep limits,
            PoolsStep pools,
            ShardsStep shards,
            MallRuleStep malls,
            Wake supplySync,
            ReleaseRequestsStep requests,
            ReconcileStep reconcile,
            ReportStep report) {
        this.preflight = preflight;
        this.limits = limits;
        this.pools = pools;
        this.shards = shards;
        this.malls = malls;
        this.supplySync = supplySync;
        this.requests = requests;
        this.reconcile = reconcile;
        this.report = report;
    }

    /**
     * Runs a step, or continues it.
     *
     * @param mode sale mode with the step running
     * @throws dev.netstock.platform.call.RetryLaterException if a request was not answered in time
     */
    StepResult run(Step step, SaleMode mode, Call call) {
        return switch (step) {
            case PREFLIGHT -> preflight.run(mode, call);
            case SET_LIMITS -> limits.set(mode, call);
            case LIFT_LIMITS -> limits.lift(mode, call);
            case SET_POOLS -> pools.set(mode, call);
            case END_POOLS -> pools.end(mode, call);
            case SPREAD_SHARDS -> shards.spread(mode, call);
            // The write that began the step has set the rule, which other functions read.
            case HOLD_REQUESTS, PACE_SUPPLY -> new Done("", mode.day());
            case TELL_MALLS -> malls.publish(mode.currentPlan().malls(), mode, call);
            case GATHER_SHARDS -> shards.release(mode, call);
            case RESUME_SUPPLY -> {
                supplySync.wake(call);
                yield new Done("", mode.day());
            }
            case RELEASE_REQUESTS -> requests.run(mode, call);
            case OPEN_MALLS -> malls.publish(MallRule.OPEN, mode, call);
            case RECONCILE -> reconcile.run(mode, call);
            case REPORT -> report.run(mode, call);
        };
    }

    /** Sends held requests while no step is running, if they are due. */
    Optional<SaleMode> releaseIfDue(SaleMode mode, Instant now, Call call) {
        return requests.releaseIfDue(mode, now, call);
    }
}
