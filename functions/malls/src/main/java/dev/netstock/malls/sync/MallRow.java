package dev.netstock.malls.sync;

import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.stock.Channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one row of a mall: the lease of its writer, the requests that it may send, and how far its
 * orders are known.
 *
 * @param lease who may write
 * @param budget the requests that it may send
 * @param cursor how far orders are known
 * @param pausedUntil no request to the mall before
 * @param rule the rule of a sale day
 * @param swept the digest of the caps that all items were planned with
 * @param lastProblem the last thing that went wrong with the mall's API
 */
public record MallRow(
        Channel channel,
        long version,
        Lease lease,
        Budget budget,
        OrderCursor cursor,
        Instant pausedUntil,
        SaleModeRule rule,
        long swept,
        Optional<Problem> lastProblem)
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
                now,
                SaleModeRule.OPEN,
                0,
                Optional.empty());
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
        return new MallRow(
                channel, version, newLease, budget, cursor, pausedUntil, rule, swept, lastProblem);
    }

    MallRow withBudget(Budget newBudget) {
        return new MallRow(
                channel, version, lease, newBudget, cursor, pausedUntil, rule, swept, lastProblem);
    }

    private MallRow withCursor(OrderCursor newCursor) {
        return new MallRow(
                channel, version, lease, budget, newCursor, pausedUntil, rule, swept, lastProblem);
    }

    @Override
    public MallRow withVersion(long newVersion) {
        return new MallRow(
                channel, newVersion, lease, budget, cursor, pausedUntil, rule, swept, lastProblem);
    }

    /** Orders were listed completely. */
    public MallRow pulled(Instant covered, Instant at) {
        return withCursor(cursor.pulled(covered, at));
    }

    /** All cancellations and changes from before this time are taken. */
    public MallRow withChangesUpTo(Instant time) {
        return withCursor(cursor.withChangesUpTo(time));
    }

    /** When orders are listed next. */
    public MallRow withNextPoll(Instant time) {
        return withCursor(cursor.withNextPoll(time));
    }

    /** How far open orders were read again. */
    public MallRow refreshed(String to, Instant at) {
        return withCursor(cursor.refreshed(to, at));
    }

    /** The mall cannot be reached: no request before this time, and no raise before a pull. */
    MallRow interrupted(Instant until) {
        return withCursor(cursor.interrupted()).paused(until);
    }

    MallRow paused(Instant until) {
        return new MallRow(
                channel, version, lease, budget, cursor, until, rule, swept, lastProblem);
    }

    /** A newer rule of a sale day. */
    public MallRow withRule(SaleModeRule newRule) {
        return newRule.version() <= rule.version()
                ? this
                : new MallRow(
                        channel,
                        version,
                        lease,
                        budget,
                        cursor,
                        pausedUntil,
                        newRule,
                        swept,
                        lastProblem);
    }

    MallRow withSwept(long digest) {
        return new MallRow(
                channel, version, lease, budget, cursor, pausedUntil, rule, digest, lastProblem);
    }

    /** Something went wrong with the mall's API. */
    MallRow withProblem(String text, Instant at) {
        return new MallRow(
                channel,
                version,
                lease,
                budget,
                cursor,
                pausedUntil,
                rule,
                swept,
                Optional.of(new Problem(text, at)));
    }
}
