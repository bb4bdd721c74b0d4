package dev.netstock.malls.sync;

/**
 * What a sale day lets malls show, from {@code sale-mode.changed}.
 *
 * @param cap the most units of a SKU: 0 if malls are suspended
 * @param version an older rule is ignored
 */
public record SaleModeRule(long cap, long version) {
    /** No sale day: malls are open. */
    public static final SaleModeRule OPEN = new SaleModeRule(Estimate.UNKNOWN, 0);
}
