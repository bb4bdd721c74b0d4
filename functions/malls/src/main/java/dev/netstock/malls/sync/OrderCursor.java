package dev.netstock.malls.sync;

import java.time.Instant;

/**
 * How far the orders of a mall are known.
 *
 * @param coveredUpTo orders placed before are all taken
 * @param changesUpTo cancellations and changes of orders from before are all taken
 * @param pulledAt when orders were last listed completely; the epoch after an interruption
 * @param pagedAt when a list by changes that was not read at once was last read to its end: an
 *     order that changed meanwhile may have left it before its page was read
 * @param nextPoll when orders are listed next
 * @param refreshedTo the last order of the current pass over open orders, empty between passes
 * @param refreshAt when the current pass began, or when the next one begins
 */
public record OrderCursor(
        Instant coveredUpTo,
        Instant changesUpTo,
        Instant pulledAt,
        Instant pagedAt,
        Instant nextPoll,
        String refreshedTo,
        Instant refreshAt) {
    /** Of a mall that is connected now; orders placed from then on are taken. */
    static OrderCursor from(Instant now) {
        return new OrderCursor(now, now, Instant.EPOCH, Instant.EPOCH, now, "", now);
    }

    /** All that happened to orders before this time is taken. */
    public Instant knownUpTo() {
        return coveredUpTo.isBefore(changesUpTo) ? coveredUpTo : changesUpTo;
    }

    /** Orders were listed completely. */
    OrderCursor pulled(Instant covered, Instant at) {
        return new OrderCursor(
                later(covered, coveredUpTo),
                changesUpTo,
                at,
                pagedAt,
                nextPoll,
                refreshedTo,
                refreshAt);
    }

    /** All cancellations and changes from before this time are taken. */
    OrderCursor withChangesUpTo(Instant time) {
        return new OrderCursor(
                coveredUpTo,
                later(time, changesUpTo),
                pulledAt,
                pagedAt,
                nextPoll,
                refreshedTo,
                refreshAt);
    }

    /** A list by changes that was not read at once was read to its end. */
    OrderCursor paged(Instant at) {
        return new OrderCursor(
                coveredUpTo, changesUpTo, pulledAt, at, nextPoll, refreshedTo, refreshAt);
    }

    /** When orders are listed next. */
    OrderCursor withNextPoll(Instant time) {
        return new OrderCursor(
                coveredUpTo, changesUpTo, pulledAt, pagedAt, time, refreshedTo, refreshAt);
    }

    /** How far open orders were read again. */
    OrderCursor refreshed(String to, Instant at) {
        return new OrderCursor(coveredUpTo, changesUpTo, pulledAt, pagedAt, nextPoll, to, at);
    }

    /** No count is raised before orders were listed completely again. */
    OrderCursor interrupted() {
        return new OrderCursor(
                coveredUpTo, changesUpTo, Instant.EPOCH, pagedAt, nextPoll, refreshedTo, refreshAt);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
