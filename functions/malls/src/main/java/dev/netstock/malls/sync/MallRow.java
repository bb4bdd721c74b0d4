package dev.netstock.malls.sync;

import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.stock.Channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one row of a mall: the lease of its writer, the requests that it may send, and how far its
 * orders are known.
 *
 * @param lease who may write
 * @param budget the requests that it may send
 * @param cursor how far orders are known
 * @param contact when the mall's API was used, and may be used
 * @param rules what limits all counts of the mall
 */
public record MallRow(
        Channel channel,
        long version,
        Lease lease,
        Budget budget,
        OrderCursor cursor,
        Contact contact,
        Rules rules)
        implements Row {
    /** A worker that dies frees its mall within this time. */
    public static final Duration LEASE = Duration.ofSeconds(45);

    /**
     * The right of one worker to write.
     *
     * @param holder who may write until then
     */
    public record Lease(String holder, Instant until) {}

    /**
     * Requests to the mall's API.
     *
     * @param waitsUntil no request before
     * @param lastProblem the last thing that went wrong
     * @param lastWrite when counts were last sent
     */
    public record Contact(
            Instant waitsUntil, Optional<Problem> lastProblem, Optional<Instant> lastWrite) {}

    /**
     * What limits all counts of the mall.
     *
     * @param sale the rule of a sale day
     * @param paused whether an operator stopped counts; orders are taken nevertheless
     * @param swept the digest of the caps that all items were planned with
     */
    public record Rules(SaleModeRule sale, boolean paused, long swept) {}

    /**
     * Something that went wrong with the mall's API, for people.
     *
     * @param text what, without secrets and customer data
     */
    public record Problem(String text, Instant at) {}

    /** Of a mall that is connected now; orders placed from then on are taken. */
    public static MallRow connected(Channel channel, Instant now) {
        return new MallRow(
                channel,
                0,
                new Lease("", now),
                Budget.of(_ -> new TokenBucket(0, now)),
                OrderCursor.from(now),
                new Contact(now, Optional.empty(), Optional.empty()),
                new Rules(SaleModeRule.OPEN, false, 0));
    }

    boolean isHeldByOther(String worker, Instant now) {
        return !lease.holder().equals(worker) && now.isBefore(lease.until());
    }

    MallRow leased(String worker, Instant now, MallCapabilities mall) {
        return withLease(new Lease(worker, now.plus(LEASE))).withBudget(budget.filled(mall, now));
    }

    MallRow released(Instant now) {
        return withLease(new Lease(lease.holder(), now));
    }

    /** What is stored while a worker may use the tokens. */
    MallRow reserved() {
        return withBudget(budget.reserved());
    }

    private MallRow withLease(Lease newLease) {
        return new MallRow(channel, version, newLease, budget, cursor, contact, rules);
    }

    MallRow withBudget(Budget newBudget) {
        return new MallRow(channel, version, lease, newBudget, cursor, contact, rules);
    }

    private MallRow withCursor(OrderCursor newCursor) {
        return new MallRow(channel, version, lease, budget, newCursor, contact, rules);
    }

    private MallRow withContact(Contact newContact) {
        return new MallRow(channel, version, lease, budget, cursor, newContact, rules);
    }

    private MallRow withRules(Rules newRules) {
        return new MallRow(channel, version, lease, budget, cursor, contact, newRules);
    }

    @Override
    public MallRow withVersion(long newVersion) {
        return new MallRow(channel, newVersion, lease, budget, cursor, contact, rules);
    }

    /** Orders were listed completely. */
    public MallRow pulled(Instant covered, Instant at) {
        return withCursor(cursor.pulled(covered, at));
    }

    /** All cancellations and changes from before this time are taken. */
    public MallRow withChangesUpTo(Instant time) {
        return withCursor(cursor.withChangesUpTo(time));
    }

    /** A list by changes that was not read at once was read to its end. */
    public MallRow paged(Instant at) {
        return withCursor(cursor.paged(at));
    }

    /** When orders are listed next. */
    public MallRow withNextPoll(Instant time) {
        return withCursor(cursor.withNextPoll(time));
    }

    /** How far open orders were read again. */
    public MallRow refreshed(String to, Instant at) {
        return withCursor(cursor.refreshed(to, at));
    }

    /** The orders that were touched last and are not taken. */
    public MallRow withUnsettled(List<String> numbers) {
        return cursor.unsettled().equals(numbers)
                ? this
                : withCursor(cursor.withUnsettled(numbers));
    }

    /** The mall cannot be reached: no request before this time, and no raise before a pull. */
    MallRow interrupted(Instant until) {
        return withCursor(cursor.interrupted()).waiting(until);
    }

    /** Something went wrong with the mall's API. */
    public MallRow withProblem(String text, Instant at) {
        return withContact(
                new Contact(
                        contact.waitsUntil(),
                        Optional.of(new Problem(text, at)),
                        contact.lastWrite()));
    }

    MallRow waiting(Instant until) {
        return withContact(new Contact(until, contact.lastProblem(), contact.lastWrite()));
    }

    /** Counts were sent to the mall. */
    MallRow written(Instant at) {
        return withContact(
                new Contact(contact.waitsUntil(), contact.lastProblem(), Optional.of(at)));
    }

    /** An operator stops counts, or lets them go on: then every item is planned again. */
    public MallRow withPaused(boolean nowPaused) {
        return withRules(new Rules(rules.sale(), nowPaused, rules.swept()));
    }

    /** A newer rule of a sale day. */
    public MallRow withSale(SaleModeRule rule) {
        return rule.version() <= rules.sale().version()
                ? this
                : withRules(new Rules(rule, rules.paused(), rules.swept()));
    }

    MallRow withSwept(long digest) {
        return withRules(new Rules(rules.sale(), rules.paused(), digest));
    }
}
