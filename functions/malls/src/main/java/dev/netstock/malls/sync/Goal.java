package dev.netstock.malls.sync;

import dev.netstock.mallcounts.Reason;

/**
 * What a mall should have left to sell of an item, and why.
 *
 * @param items the number
 * @param reason what limits it
 */
public record Goal(long items, Reason reason) {
    /** Of an item that was not looked at yet. */
    public static final Goal UNKNOWN = new Goal(0, Reason.NEW);
}
