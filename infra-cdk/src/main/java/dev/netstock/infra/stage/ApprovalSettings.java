package dev.netstock.infra.stage;

/**
 * What needs the approval of a second person: every repair of reconcile, and adjustments above
 * these limits.
 *
 * @param adjustmentUnits the units by which a request may adjust a SKU at a location
 * @param requestUnits the units of all adjustments of a request
 * @param expireAfterHours how long a request waits for approval
 */
public record ApprovalSettings(int adjustmentUnits, int requestUnits, int expireAfterHours) {
    public ApprovalSettings {
        if (adjustmentUnits > requestUnits) {
            throw new IllegalArgumentException(
                    "approvals.adjustmentUnits must not be above approvals.requestUnits");
        }
    }

    @Override
    public String toString() {
        return "%d,%d,%d".formatted(adjustmentUnits, requestUnits, expireAfterHours);
    }
}
