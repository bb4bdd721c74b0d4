package dev.netstock.stock.model;

import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.BatchAnswer;
import dev.netstock.stock.table.CorrectAnswer;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.table.SupplyAnswer;
import dev.netstock.stock.table.Take;
import dev.netstock.stock.table.TakeAnswer;
import dev.netstock.stock.testing.Invariants;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tables in memory: each method is atomic, and conservation is checked after each write. To be
 * used by one thread at a time.
 */
class ModelTables implements StockTables {
    private final Map<ItemKey, StockItem> items = new TreeMap<>();
    private final Map<String, NavigableMap<String, Delta>> rows = new TreeMap<>();
    private final List<StockItem> stream = new ArrayList<>();
    private int rowsRead;

    /** Every item as each change left it, in order. */
    List<StockItem> stream() {
        return stream;
    }

    List<StockItem> allItems() {
        return List.copyOf(items.values());
    }

    List<Delta> allDeltas() {
        return rows.values().stream().flatMap(steps -> steps.values().stream()).toList();
    }

    @Override
    public List<Delta> deltas(Cause cause) {
        return List.copyOf(stepsOf(cause).headMap("A").values());
    }

    @Override
    public BatchAnswer<ItemKey, StockItem> items(List<ItemKey> keys, Consistency consistency) {
        return new BatchAnswer<>(
                keys.stream().flatMap(key -> Optional.ofNullable(items.get(key)).stream()).toList(),
                List.of());
    }

    @Override
    public List<StockItem> itemsOf(Sku sku, Consistency consistency) {
        return items.values().stream().filter(item -> item.key().sku().equals(sku)).toList();
    }

    @Override
    public TakeAnswer take(Take take, Instant now) {
        StockItem item = items.get(take.item());
        if (item == null) {
            return new TakeAnswer.NoSuchItem();
        }
        if (item.available() < take.units()) {
            return new TakeAnswer.TooFew(item);
        }
        var change =
                new LastChange(
                        LastChange.Kind.TAKE,
                        Optional.of(take.order()),
                        take.step(),
                        take.attempt(),
                        -take.units());
        return new TakeAnswer.Taken(put(moved(item, take.units(), change)).version());
    }

    @Override
    public AppendAnswer append(Delta delta) {
        Delta row = stepsOf(delta.cause()).putIfAbsent(delta.step(), delta);
        return row == null ? new AppendAnswer.Written() : new AppendAnswer.Exists(row);
    }

    @Override
    public AppendAnswer giveBack(Delta delta) {
        AppendAnswer answer = append(delta);
        if (answer instanceof AppendAnswer.Written) {
            for (DeltaLine line : delta.lines()) {
                StockItem item = java.util.Objects.requireNonNull(items.get(line.item()));
                var change =
                        new LastChange(
                                LastChange.Kind.GIVE_BACK,
                                Optional.empty(),
                                0,
                                delta.origin().attempt(),
                                line.units());
                put(moved(item, -line.units(), change));
            }
        }
        return answer;
    }

    @Override
    public SupplyAnswer setSupply(Delta delta, long expectedLedgerVersion) {
        var changed = (Change.SupplyChanged) delta.change();
        DeltaLine line = changed.line();
        StockItem item = items.get(line.item());
        if (ledgerVersion(item) != expectedLedgerVersion) {
            return new SupplyAnswer.Moved();
        }
        var supply = new StockItem.Supply(changed.supply(), changed.ledgerVersion(), delta);
        var change =
                new LastChange(
                        LastChange.Kind.SUPPLY,
                        Optional.empty(),
                        0,
                        delta.origin().attempt(),
                        line.units());
        return new SupplyAnswer.Set(
                put(
                        new StockItem(
                                line.item(),
                                (item == null ? 0 : item.available()) + line.units(),
                                item == null ? 0 : item.reserved(),
                                (item == null ? 0 : item.version()) + 1,
                                1,
                                change,
                                Optional.of(supply))));
    }

    @Override
    public CorrectAnswer correct(Delta delta, long ledgerVersion) {
        throw new UnsupportedOperationException("Nobody edits the items of the model");
    }

    @Override
    public BatchAnswer<DeltaKey, DeltaKey> existing(List<DeltaKey> keys) {
        return new BatchAnswer<>(
                keys.stream().filter(key -> stepsOf(key.cause()).containsKey(key.step())).toList(),
                List.of());
    }

    /** Every other row that stands there cannot be seen yet. */
    @Override
    public BatchAnswer<DeltaKey, Delta> rows(List<DeltaKey> keys) {
        return new BatchAnswer<>(
                keys.stream()
                        .flatMap(
                                key ->
                                        Optional.ofNullable(stepsOf(key.cause()).get(key.step()))
                                                .stream())
                        .filter(_ -> ++rowsRead % 2 == 0)
                        .toList(),
                List.of());
    }

    private static long ledgerVersion(@Nullable StockItem item) {
        return item == null ? 0 : item.ledgerVersion();
    }

    private NavigableMap<String, Delta> stepsOf(Cause cause) {
        return rows.computeIfAbsent(cause.key(), _ -> new TreeMap<>());
    }

    private static StockItem moved(StockItem item, long toReserved, LastChange change) {
        return new StockItem(
                item.key(),
                item.available() - toReserved,
                item.reserved() + toReserved,
                item.version() + 1,
                item.shards(),
                change,
                item.supply());
    }

    private StockItem put(StockItem item) {
        items.put(item.key(), item);
        stream.add(item);
        Invariants.conserved(item);
        return item;
    }
}
