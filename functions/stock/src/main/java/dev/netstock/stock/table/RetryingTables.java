package dev.netstock.stock.table;

import dev.netstock.stock.Call;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TryAgainException;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables as the flows use them: whatever {@link Operation} allows is repeated until the call's
 * deadline comes near; then {@link TryAgainException}. Thread-safe.
 */
public final class RetryingTables {
    private final StockTables tables;
    private final Retries retries;
    private final InstantSource clock;

    public RetryingTables(StockTables tables, Retries retries, InstantSource clock) {
        this.tables = tables;
        this.retries = retries;
        this.clock = clock;
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

    public TakeAnswer take(Take take, Call call) {
        try {
            return retries.run(Operation.TAKE, () -> tables.take(take, clock.instant()), call);
        } catch (CallFailure inDoubt) {
            return new TakeAnswer.InDoubt();
        }
    }

    /**
     * Writes a row; {@link AppendAnswer.Written} also if it was this very row that stood there
     * after a lost answer.
     */
    public AppendAnswer append(Delta delta, Call call) {
        return ours(delta, retries.run(Operation.APPEND, () -> tables.append(delta), call));
    }

    /**
     * Writes a row and gives its units back; {@link AppendAnswer.Written} also after a lost answer.
     */
    public AppendAnswer giveBack(Delta delta, Call call) {
        return ours(delta, retries.run(Operation.GIVE_BACK, () -> tables.giveBack(delta), call));
    }

    public SupplyAnswer setSupply(Delta delta, long expectedLedgerVersion, Call call) {
        return retries.run(
                Operation.SET_SUPPLY, () -> tables.setSupply(delta, expectedLedgerVersion), call);
    }

    /** As {@link StockTables#correct}: the row lets one through, however often it is tried. */
    public CorrectAnswer correct(Delta delta, long ledgerVersion, Call call) {
        return retries.run(Operation.GIVE_BACK, () -> tables.correct(delta, ledgerVersion), call);
    }

    public Set<DeltaKey> existing(Collection<DeltaKey> keys, Call call) {
        return Set.copyOf(retries.runBatch(Operation.READ, keys, tables::existing, call));
    }

    public List<Delta> rows(Collection<DeltaKey> keys, Call call) {
        return retries.runBatch(Operation.READ, keys, tables::rows, call);
    }

    /** Waits before a round that others have made necessary. */
    public void pauseAfter(int rounds, Call call) {
        retries.pauseAfter(rounds, call);
    }

    private static AppendAnswer ours(Delta delta, AppendAnswer answer) {
        return switch (answer) {
            case AppendAnswer.Exists(Delta row)
                    when row.origin().attempt().equals(delta.origin().attempt()) ->
                    new AppendAnswer.Written();
            case AppendAnswer.Exists _, AppendAnswer.Written _ -> answer;
        };
    }
}
