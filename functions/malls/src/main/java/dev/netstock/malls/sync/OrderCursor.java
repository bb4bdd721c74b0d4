package dev.netstock.malls.sync;

import java.time.Instant;
import java.util.List;

/**
 * How far the orders of a mall are known.
 *
 * @param connectedAt orders placed before are none of net stock's
 * @param coveredUpTo orders placed before are all taken
 * @param changesUpTo cancellations and changes of orders from before are all taken
 * @param pulledAt when orders were last listed completely; the epoch after an interruption
 * @param pagedAt when a list by changes that was not read at once was last read to its end: an
 *     order that changed meanwhile may have left it before its page was read
 * @param nextPoll when orders are listed next
 * @param refreshedTo the last order of the current pass over open orders, empty between passes
 * @param refreshAt when the current pass began, or when the next one begins
 * @param unsettled the orders that the last worker touched last and that are not taken. The index
 *     may not list them yet
 */
public record OrderCursor(
        Instant connectedAt,
        Instant coveredUpTo,
        Instant changesUpTo,
        Instant pulledAt,
        Instant pagedAt,
        Instant nextPoll,
        String refreshedTo,
        Instant refreshAt,
        List<String> unsettled) {
    public OrderCursor {
        unsettled = List.copyOf(unsettled);
    }

    /** Of a mall that is connected now; orders placed from then on are taken. */
    static OrderCursor from(Instant now) {
        return new OrderCursor(
                now, now, now, Instant.EPOCH, Instant.EPOCH, now, "", now, List.of());
    }

    /** All that happened to orders before this time is taken. */
    public Instant knownUpTo() {
        return coveredUpTo.isBefore(changesUpTo) ? coveredUpTo : changesUpTo;
    }

    /** Whether an order belongs to the time before the mall was connected. */
    public boolean isOlder(Instant placedAt) {
        return placedAt.isBefore(connectedAt.minus(ItemRow.CLOCK_SKEW));
    }

    /** Orders were listed completely. */
    OrderCursor pulled(Instant covered, Instant at) {
        return with(later(covered, coveredUpTo), changesUpTo, at, pagedAt, unsettled);
    }

    /** All cancellations and changes from before this time are taken. */
    OrderCursor withChangesUpTo(Instant time) {
        return with(coveredUpTo, later(time, changesUpTo), pulledAt, pagedAt, unsettled);
    }

    /** A list by changes that was not read at once was read to its end. */
    OrderCursor paged(Instant at) {
        return with(coveredUpTo, changesUpTo, pulledAt, at, unsettled);
    }

    /** No count is raised before orders were listed completely again. */
    OrderCursor interrupted() {
        return with(coveredUpTo, changesUpTo, Instant.EPOCH, pagedAt, unsettled);
    }

    OrderCursor withUnsettled(List<String> numbers) {
        return with(coveredUpTo, changesUpTo, pulledAt, pagedAt, numbers);
    }

    /** When orders are listed next. */
    OrderCursor withNextPoll(Instant time) {
        return new OrderCursor(
                connectedAt,
                coveredUpTo,
                changesUpTo,
                pulledAt,
                pagedAt,
                time,
                refreshedTo,
                refreshAt,
                unsettled);
    }

    /** How far open orders were read again. */
    OrderCursor refreshed(String to, Instant at) {
        return new OrderCursor(
                connectedAt,
                coveredUpTo,
                changesUpTo,
                pulledAt,
                pagedAt,
                nextPoll,
                to,
                at,
                unsettled);
    }

    private OrderCursor with(
            Instant covered, Instant changes, Instant pulled, Instant paged, List<String> open) {
        return new OrderCursor(
                connectedAt,
                covered,
                changes,
                pulled,
                paged,
                nextPoll,
                refreshedTo,
                refreshAt,
                open);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
