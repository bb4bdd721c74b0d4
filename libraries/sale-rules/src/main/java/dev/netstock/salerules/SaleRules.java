package dev.netstock.salerules;

/**
 * What holds now.
 *
 * @param supply how fast supply is sent
 * @param requestsWait whether requests to fill shelves wait, to go out together
 */
public record SaleRules(SupplyPace supply, boolean requestsWait) {
    /** As on any day. */
    public static final SaleRules NONE = new SaleRules(SupplyPace.NORMAL, false);
}
