package dev.netstock.salemode.step;

import dev.netstock.salemode.mode.Step;

import java.util.EnumMap;
import java.util.Map;

/** Which step is done by what. */
public final class StepWorks {
    /** That it begins is all of the step: others read the rule where it is written. */
    private static final StepWork WRITTEN = (mode, _) -> new StepWork.Done("", mode.day());

    private StepWorks() {}

    /** The work of every step. */
    public static Map<Step, StepWork> of(
            PreflightStep checking,
            SpreadSkusStep spreading,
            MallRuleStep malls,
            ResumeSyncStep resuming,
            ReleaseRequestsStep releasing,
            ReconcileStep comparing,
            ReportStep reporting) {
        Map<Step, StepWork> works = new EnumMap<>(Step.class);
        works.put(Step.PREFLIGHT, checking);
        works.put(Step.SPREAD_SHARDS, spreading.spreading());
        works.put(Step.HOLD_REQUESTS, WRITTEN);
        works.put(Step.PACE_SUPPLY, WRITTEN);
        works.put(Step.TELL_MALLS, malls.closing());
        works.put(Step.GATHER_SHARDS, spreading.gathering());
        works.put(Step.RESUME_SUPPLY, resuming);
        works.put(Step.RELEASE_REQUESTS, releasing);
        works.put(Step.OPEN_MALLS, malls.opening());
        works.put(Step.RECONCILE, comparing);
        works.put(Step.REPORT, reporting);
        return works;
    }
}
