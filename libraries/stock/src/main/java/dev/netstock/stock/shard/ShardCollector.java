package dev.netstock.stock.shard;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prepares the first item of a split SKU for a decrease of supply: collects units from the other
 * shards, so that the first does not fall below 0 while another has units. Thread-safe.
 *
 * <p>If all shards together have too few units, the SKU is in debt and the first item falls below
 * 0. All others are closed beforehand: a closed item sells nothing, and units given back to it are
 * forwarded to the first. So the others stay empty until the debt is paid.
 */
public final class ShardCollector {
    /** Orders continue to take from the first item, so a few more units are collected. */
    private static final long MARGIN = 16;

    /** How many readings are made before the first pause. */
    private static final int READINGS_AT_ONCE = 4;

    private final Shards shards;

    /**
     * @param shards what is done with the items
     */
    public ShardCollector(Shards shards) {
        this.shards = shards;
    }

    /**
     * Collects units.
     *
     * @param firstItem the first item
     * @param units by how much its supply decreases
     * @return the closing under which it may fall below 0; empty if it stays at 0 or more
     * @throws dev.netstock.platform.call.RetryLaterException if it did not end within the call's
     *     deadline
     */
    public Optional<String> collect(ItemKey firstItem, long units, Call call) {
        for (int readings = 1; ; readings++) {
            Optional<Optional<String>> ready =
                    step(shards.totals().items(firstItem, call), units, call);
            if (ready.isPresent()) {
                return ready.get();
            }
            if (readings >= READINGS_AT_ONCE) {
                shards.tables().pauseAfter(readings - READINGS_AT_ONCE + 1, call);
            }
        }
    }

    /** Performs the next step; empty if the items must be read again. */
    private Optional<Optional<String>> step(List<StockItem> items, long units, Call call) {
        StockItem first = items.getFirst();
        Optional<String> closing = first.layout().closing();
        if (closing.isPresent()) {
            return close(items, closing.get(), call) ? Optional.of(closing) : Optional.empty();
        }
        long sum = items.stream().mapToLong(StockItem::available).sum();
        if (sum < units) {
            Optional<StockItem> _ =
                    set(
                            first.key(),
                            first.layout(),
                            Optional.of(shards.reopening().newClosing()),
                            call);
            return Optional.empty();
        }
        long wanted = units - first.available();
        boolean isThere = wanted <= 0 || move(items, wanted + MARGIN, call);
        return isThere ? Optional.of(Optional.empty()) : Optional.empty();
    }

    /** Closes and empties all shards except the first; true if they already are. */
    private boolean close(List<StockItem> items, String closing, Call call) {
        Layout closed = Layout.OF_OTHERS.withClosing(Optional.of(closing));
        Map<ItemKey, StockItem> byKey =
                items.stream().collect(Collectors.toMap(StockItem::key, Function.identity()));
        ItemKey first = items.getFirst().key();
        List<Supplier<Optional<StockItem>>> open = new ArrayList<>();
        IntStream.range(1, items.getFirst().shards())
                .mapToObj(first::shard)
                .forEach(
                        key -> {
                            Layout layout =
                                    Optional.ofNullable(byKey.get(key))
                                            .map(StockItem::layout)
                                            .orElse(Layout.OF_OTHERS);
                            if (!layout.equals(closed)) {
                                open.add(() -> set(key, layout, closed.closing(), call));
                            }
                        });
        if (!open.isEmpty()) {
            List<Optional<StockItem>> _ = shards.parallel().run(open);
            return false;
        }
        long stranded = items.stream().skip(1).mapToLong(StockItem::available).sum();
        if (stranded > 0) {
            boolean _ = move(items, stranded, call);
            return false;
        }
        return true;
    }

    private Optional<StockItem> set(
            ItemKey item, Layout layout, Optional<String> closing, Call call) {
        String attempt = shards.moves().newAttempt();
        return shards.tables().setLayout(item, layout, layout.withClosing(closing), attempt, call);
    }

    /** Moves units to the first item, as many as exist, from as few other shards as possible. */
    private boolean move(List<StockItem> items, long units, Call call) {
        ItemKey first = items.getFirst().key();
        long open = units;
        var lines = new ArrayList<DeltaLine>();
        for (StockItem item : fullestFirst(items)) {
            long part = Math.min(open, item.available());
            if (part > 0) {
                lines.add(new DeltaLine(item.key(), -part, 0));
                open -= part;
            }
            if (lines.size() == SpreadPolicy.LINES_MAX - 1) {
                if (!moveTo(first, lines, call)) {
                    return false;
                }
                lines.clear();
            }
        }
        return lines.isEmpty() || moveTo(first, lines, call);
    }

    private boolean moveTo(ItemKey first, List<DeltaLine> from, Call call) {
        var lines = new ArrayList<>(from);
        lines.add(new DeltaLine(first, -from.stream().mapToLong(DeltaLine::units).sum(), 0));
        return shards.moves().move(lines, call);
    }

    private static List<StockItem> fullestFirst(List<StockItem> items) {
        return items.stream()
                .skip(1)
                .sorted(Comparator.comparingLong(StockItem::available).reversed())
                .toList();
    }
}
