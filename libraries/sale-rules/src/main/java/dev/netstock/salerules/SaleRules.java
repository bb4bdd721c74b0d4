package dev.netstock.salerules;

/**
 * The active rules of sale mode.
 *
 * @param supply the pace of the supply sync
 * @param requestsWait whether replenishment requests are held back and sent together
 */
public record SaleRules(SupplyPace supply, boolean requestsWait) {
    /** Normal operation. */
    public static final SaleRules NONE = new SaleRules(SupplyPace.NORMAL, false);
}
