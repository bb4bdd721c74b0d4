package dev.netstock.malls.sync;

import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.stock.Channel;

import java.time.Duration;
import java.time.Instant;

/**
 * The one row of a mall: the lease of its writer, the requests that it may send, and how far its
 * orders are known.
 *
 * @param holder who may write until {@code leaseUntil}
 * @param coveredUpTo orders placed before are all taken
 * @param changesUpTo cancellations and changes of orders from before are all taken
 * @param pulledAt when orders were last listed completely; the epoch after an interruption
 * @param nextPoll when orders are listed next
 * @param refreshedTo the last order of the current pass over open orders, empty between passes
 * @param refreshAt when the current pass began, or when the next one begins
 * @param pausedUntil no request to the mall before
 * @param rule the rule of a sale day
 * @param swept the digest of the caps that all items were planned with
 */
public record MallRow(
        Channel channel,
        long version,
        String holder,
        Instant leaseUntil,
        TokenBucket writes,
        TokenBucket reads,
        TokenBucket orders,
        TokenBucket details,
        Instant coveredUpTo,
        Instant changesUpTo,
        Instant pulledAt,
        Instant nextPoll,
        String refreshedTo,
        Instant refreshAt,
        Instant pausedUntil,
        SaleModeRule rule,
        long swept)
        implements Row {
    /** A worker that dies frees its mall within this time. */
    public static final Duration LEASE = Duration.ofSeconds(45);

    /** Of a mall that is connected now; orders placed from then on are taken. */
    public static MallRow connected(Channel channel, Instant now) {
        TokenBucket none = new TokenBucket(0, now);
        return new MallRow(
                channel,
                0,
                "",
                now,
                none,
                none,
                none,
                none,
                now,
                now,
                Instant.EPOCH,
                now,
                "",
                now,
                now,
                SaleModeRule.OPEN,
                0);
    }

    boolean isHeldByOther(String worker, Instant now) {
        return !holder.equals(worker) && now.isBefore(leaseUntil);
    }

    MallRow leased(String worker, Instant now, MallCapabilities mall) {
        return new MallRow(
                channel,
                version,
                worker,
                now.plus(LEASE),
                writes.filled(mall.writeRate(), now),
                reads.filled(mall.readRate(), now),
                orders.filled(mall.orderRate(), now),
                details.filled(mall.detailRate(), now),
                coveredUpTo,
                changesUpTo,
                pulledAt,
                nextPoll,
                refreshedTo,
                refreshAt,
                pausedUntil,
                rule,
                swept);
    }

    MallRow released(Instant now) {
        return new MallRow(
                channel,
                version,
                holder,
                now,
                writes,
                reads,
                orders,
                details,
                coveredUpTo,
                changesUpTo,
                pulledAt,
                nextPoll,
                refreshedTo,
                refreshAt,
                pausedUntil,
                rule,
                swept);
    }

    /** What is stored while a worker may use the tokens. */
    MallRow reserved() {
        return withBuckets(
                writes.reserved(), reads.reserved(), orders.reserved(), details.reserved());
    }

    MallRow withBuckets(
            TokenBucket newWrites,
            TokenBucket newReads,
            TokenBucket newOrders,
            TokenBucket newDetails) {
        return new MallRow(
                channel,
                version,
                holder,
                leaseUntil,
                newWrites,
                newReads,
                newOrders,
                newDetails,
                coveredUpTo,
                changesUpTo,
                pulledAt,
                nextPoll,
                refreshedTo,
                refreshAt,
                pausedUntil,
                rule,
                swept);
    }

    @Override
    public MallRow withVersion(long newVersion) {
        return new MallRow(
                channel,
                newVersion,
                holder,
                leaseUntil,
                writes,
                reads,
                orders,
                details,
                coveredUpTo,
                changesUpTo,
                pulledAt,
                nextPoll,
                refreshedTo,
                refreshAt,
                pausedUntil,
                rule,
                swept);
    }

    /** All that happened to orders before this time is taken. */
    Instant knownUpTo() {
        return coveredUpTo.isBefore(changesUpTo) ? coveredUpTo : changesUpTo;
    }

    /** Orders were listed completely. */
    public MallRow pulled(Instant covered, Instant at) {
        Instant latest = covered.isAfter(coveredUpTo) ? covered : coveredUpTo;
        return new MallRow(
                channel,
                version,
                holder,
                leaseUntil,
                writes,
                reads,
                orders,
                details,
                latest,
                changesUpTo,
                at,
                nextPoll,
                refreshedTo,
                refreshAt,
                pausedUntil,
                rule,
                swept);
    }

    /** All cancellations and changes from before this time are taken. */
    public MallRow withChangesUpTo(Instant time) {
        Instant latest = time.isAfter(changesUpTo) ? time : changesUpTo;
        return new MallRow(
                channel,
                version,
                holder,
                leaseUntil,
                writes,
                reads,
                orders,
                details,
                coveredUpTo,
                latest,
                pulledAt,
                nextPoll,
                refreshedTo,
                refreshAt,
                pausedUntil,
                rule,
                swept);
    }

    /** When orders are listed next. */
    public MallRow withNextPoll(Instant time) {
        return new MallRow(
                channel,
                version,
                holder,
                leaseUntil,
                writes,
                reads,
                orders,
                details,
                coveredUpTo,
                changesUpTo,
                pulledAt,
                time,
                refreshedTo,
                refreshAt,
                pausedUntil,
                rule,
                swept);
    }

    /** How far open orders were read again. */
    public MallRow refreshed(String to, Instant at) {
        return new MallRow(
                channel,
                version,
                holder,
                leaseUntil,
                writes,
                reads,
                orders,
                details,
                coveredUpTo,
                changesUpTo,
                pulledAt,
                nextPoll,
                to,
                at,
                pausedUntil,
                rule,
                swept);
    }

    /** The mall cannot be reached: no request before this time, and no raise before a pull. */
    MallRow interrupted(Instant until) {
        return new MallRow(
                channel,
                version,
                holder,
                leaseUntil,
                writes,
                reads,
                orders,
                details,
                coveredUpTo,
                changesUpTo,
                Instant.EPOCH,
                nextPoll,
                refreshedTo,
                refreshAt,
                until,
                rule,
                swept);
    }

    MallRow paused(Instant until) {
        return new MallRow(
                channel,
                version,
                holder,
                leaseUntil,
                writes,
                reads,
                orders,
                details,
                coveredUpTo,
                changesUpTo,
                pulledAt,
                nextPoll,
                refreshedTo,
                refreshAt,
                until,
                rule,
                swept);
    }

    /** A newer rule of a sale day. */
    public MallRow withRule(SaleModeRule newRule) {
        return newRule.version() <= rule.version()
                ? this
                : new MallRow(
                        channel,
                        version,
                        holder,
                        leaseUntil,
                        writes,
                        reads,
                        orders,
                        details,
                        coveredUpTo,
                        changesUpTo,
                        pulledAt,
                        nextPoll,
                        refreshedTo,
                        refreshAt,
                        pausedUntil,
                        newRule,
                        swept);
    }

    MallRow withSwept(long digest) {
        return new MallRow(
                channel,
                version,
                holder,
                leaseUntil,
                writes,
                reads,
                orders,
                details,
                coveredUpTo,
                changesUpTo,
                pulledAt,
                nextPoll,
                refreshedTo,
                refreshAt,
                pausedUntil,
                rule,
                digest);
    }
}
