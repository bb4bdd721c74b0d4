package dev.netstock.local.saleday.verdict;

/**
 * What could have been sold and was not, in units × seconds.
 *
 * @param inCarts held by orders that came to nothing, until the end of their hold at most: the
 *     price of letting customers pay
 * @param overdue held on after the end of the hold, until the units were given back
 * @param swept held by takes that nobody claimed, until the sweep gave them back; counted from the
 *     order's first request, so it is rather too much than too little
 * @param refused there while somebody who asked for them was refused, until they were sold or the
 *     sale was over
 */
public record Undersell(double inCarts, double overdue, double swept, double refused) {
    /** What the product is to blame for. */
    public double wrong() {
        return overdue + swept + refused;
    }
}
