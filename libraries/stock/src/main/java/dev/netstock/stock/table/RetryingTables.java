package dev.netstock.stock.table;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceKey;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables with retries. Requests are retried as {@link Operation} allows until the call's
 * deadline is near, and then throw {@link RetryLaterException}. Thread-safe.
 */
public final class RetryingTables {
    private final StockTables tables;
    private final Retries retries;
    private final InstantSource clock;
    private final ThrottleListener throttles;

    public RetryingTables(StockTables tables, Retries retries, InstantSource clock) {
        this(tables, retries, clock, ThrottleListener.NONE);
    }

    /**
     * Creates tables that report throttled items.
     *
     * @param throttles receives the items whose takes are throttled
     */
    public RetryingTables(
            StockTables tables, Retries retries, InstantSource clock, ThrottleListener throttles) {
        this.tables = tables;
        this.retries = retries;
        this.clock = clock;
        this.throttles = throttles;
    }

    public List<Delta> deltas(Cause cause, Call call) {
        return retries.run(Operation.READ, () -> tables.deltas(cause), call);
    }

    public Map<ItemKey, StockItem> items(
            Collection<ItemKey> keys, Consistency consistency, Call call) {
        return retries
                .runBatch(Operation.READ, keys, open -> tables.items(open, consistency), call)
                .stream()
                .collect(Collectors.toMap(StockItem::key, Function.identity()));
    }

    public List<StockItem> itemsOf(Sku sku, Consistency consistency, Call call) {
        return retries.run(Operation.READ, () -> tables.itemsOf(sku, consistency), call);
    }

    /**
     * Tries once to take units. If the take certainly did not happen, this method waits before it
     * returns {@link TakeAnswer.NotTaken}: the caller chooses the item of the next try.
     *
     * @param failures how many tries have failed before
     */
    public TakeAnswer take(Take take, int failures, Call call) {
        try {
            return tables.take(take, clock.instant());
        } catch (CallFailure failure) {
            if (failure.kind() == CallFailure.Kind.THROTTLED) {
                throttles.throttled(take.item());
            }
            return retries.pauseAfter(failure, Operation.UNSAFE_WRITE, failures + 1, call)
                    ? new TakeAnswer.NotTaken()
                    : new TakeAnswer.InDoubt();
        }
    }

    /**
     * Writes a row. Returns {@link AppendAnswer.Written} also if a response was lost and the
     * existing row is this one.
     */
    public AppendAnswer append(Delta delta, Call call) {
        return ours(
                delta, retries.run(Operation.IDEMPOTENT_WRITE, () -> tables.append(delta), call));
    }

    /**
     * Writes a row and takes its allowances. Returns {@link ClaimAnswer.Claimed} also if a response
     * was lost and the existing row is this one.
     *
     * @param fence a row with the same key and another attempt. If the limit is reached after an
     *     earlier try whose response was lost, that try could land later, when the customer has
     *     given units back. The fence prevents that.
     */
    public ClaimAnswer claim(Delta delta, Delta fence, Call call) {
        var tries = new AtomicInteger();
        ClaimAnswer answer =
                retries.run(
                        Operation.IDEMPOTENT_WRITE,
                        () -> {
                            tries.incrementAndGet();
                            return tables.claim(delta);
                        },
                        call);
        return switch (answer) {
            case ClaimAnswer.LimitReached reached when tries.get() > 1 ->
                    switch (append(fence, call)) {
                        case AppendAnswer.Written _ -> reached;
                        case AppendAnswer.Exists(Delta row) -> ours(delta, row);
                    };
            case ClaimAnswer.Exists(Delta row) -> ours(delta, row);
            case ClaimAnswer.LimitReached _, ClaimAnswer.Claimed _ -> answer;
        };
    }

    private static ClaimAnswer ours(Delta delta, Delta row) {
        return isOfSameAttempt(row, delta)
                ? new ClaimAnswer.Claimed()
                : new ClaimAnswer.Exists(row);
    }

    /** The allowances by key; those that nothing was ever taken of are missing. */
    public Map<AllowanceKey, Allowance> allowances(Collection<AllowanceKey> keys, Call call) {
        return retries.runBatch(Operation.READ, keys, tables::allowances, call).stream()
                .collect(Collectors.toMap(Allowance::key, Function.identity()));
    }

    /**
     * Like {@link StockTables#replaceAllowance}. After a lost response it may return false although
     * the allowance is replaced: read it again.
     */
    public boolean replaceAllowance(
            Allowance found, Allowance counted, Instant retireAt, Call call) {
        return retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> tables.replaceAllowance(found, counted, retireAt),
                call);
    }

    /**
     * Writes a row and gives its units back. Returns {@link AppendAnswer.Written} also if a
     * response was lost and the existing row is this one.
     */
    public AppendAnswer giveBack(Delta delta, Call call) {
        var closed = new HashSet<ItemKey>();
        for (int rounds = 1; ; rounds++) {
            switch (giveBack(delta, Set.copyOf(closed), call)) {
                case GiveBackAnswer.Written _ -> {
                    return new AppendAnswer.Written();
                }
                case GiveBackAnswer.Exists(Delta row) -> {
                    return ours(delta, new AppendAnswer.Exists(row));
                }
                case GiveBackAnswer.Closed(Set<ItemKey> items) -> closed.addAll(items);
            }
            if (rounds > 1) {
                retries.pauseAfter(rounds, call);
            }
        }
    }

    /**
     * Like {@link StockTables#giveBackTogether}. After a lost response it may return false although
     * it is done: the rows of each order show whether it is.
     */
    public boolean giveBackTogether(List<Delta> deltas, Call call) {
        return retries.run(Operation.IDEMPOTENT_WRITE, () -> tables.giveBackTogether(deltas), call);
    }

    private GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed, Call call) {
        return retries.run(Operation.IDEMPOTENT_WRITE, () -> tables.giveBack(delta, closed), call);
    }

    /** Like {@link StockTables#setSupply}; the ledger version makes retries safe. */
    public SupplyAnswer setSupply(
            Delta delta,
            long expectedLedgerVersion,
            Optional<String> closing,
            SupplyTerms terms,
            Call call) {
        return retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> tables.setSupply(delta, expectedLedgerVersion, closing, terms),
                call);
    }

    /** Like {@link StockTables#correct}; the row makes retries safe. */
    public CorrectAnswer correct(Delta delta, long ledgerVersion, Call call) {
        return retries.run(
                Operation.IDEMPOTENT_WRITE, () -> tables.correct(delta, ledgerVersion), call);
    }

    /** Like {@link StockTables#move}; the row makes retries safe. */
    public MoveAnswer move(Delta delta, Call call) {
        return retries.run(Operation.IDEMPOTENT_WRITE, () -> tables.move(delta), call);
    }

    /**
     * Like {@link StockTables#setLayout}. After a lost response it may return empty although the
     * layout changed: read the item again.
     */
    public Optional<StockItem> setLayout(
            ItemKey item, Layout expected, Layout next, String attempt, Call call) {
        var change = new LastChange(LastChange.Kind.MOVE, Optional.empty(), 0, attempt, 0);
        return retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> tables.setLayout(item, expected, next, change, clock.instant()),
                call);
    }

    public Set<DeltaKey> existing(Collection<DeltaKey> keys, Call call) {
        return Set.copyOf(retries.runBatch(Operation.READ, keys, tables::existing, call));
    }

    public List<Delta> rows(Collection<DeltaKey> keys, Call call) {
        return retries.runBatch(Operation.READ, keys, tables::rows, call);
    }

    /** Waits before a round that concurrent changes have made necessary. */
    public void pauseAfter(int rounds, Call call) {
        retries.pauseAfter(rounds, call);
    }

    private static AppendAnswer ours(Delta delta, AppendAnswer answer) {
        return switch (answer) {
            case AppendAnswer.Exists(Delta row) when isOfSameAttempt(row, delta) ->
                    new AppendAnswer.Written();
            case AppendAnswer.Exists _, AppendAnswer.Written _ -> answer;
        };
    }

    private static boolean isOfSameAttempt(Delta row, Delta delta) {
        return row.origin().attempt().equals(delta.origin().attempt());
    }
}
