package dev.netstock.local.saleday.verdict;

/**
 * Units that could have been sold but were not, in units × seconds.
 *
 * @param inCarts held by orders that were not paid, at most until their expiry; this is the cost of
 *     waiting for payments
 * @param overdue held past the expiry, until the units were returned
 * @param swept held by unclaimed takes, until the sweep undid them; counted from the order's first
 *     request, so this is an upper bound
 * @param refused available although a request for them was refused, until they were sold or the
 *     sale ended
 */
public record Undersell(double inCarts, double overdue, double swept, double refused) {
    /** The part that the product causes. */
    public double wrong() {
        return overdue + swept + refused;
    }
}
