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
 * Makes the first item of a split SKU ready for a supply that shrinks: units come to it from where
 * they are, so that it does not fall below 0 while another item has some. Thread-safe.
 *
 * <p>Where all of them together are too few, more is sold than there is, and the first item has to
 * fall below 0. Then all others are closed before: a closed item sells nothing, and what comes back
 * to it goes on to the first. So they stay empty, whatever happens, until the debt is paid.
 *
 * @param shards what is done with the items
 */
public record ShardCollector(Shards shards) {
    /** Orders go on taking from the first item: with a few units more, it is still enough. */
    private static final long MARGIN = 16;

    /** So many looks without a pause. */
    private static final int LOOKS = 4;

    /**
     * Collects units.
     *
     * @param firstItem the first item
     * @param units how many it is to lose
     * @return the closing under which it may fall below 0; empty if it need not
     * @throws dev.netstock.platform.call.RetryLaterException if it did not end within the call's
     *     deadline
     */
    public Optional<String> collect(ItemKey firstItem, long units, Call call) {
        for (int looks = 1; ; looks++) {
            Optional<Optional<String>> ready =
                    step(shards.summing().items(firstItem, call), units, call);
            if (ready.isPresent()) {
                return ready.get();
            }
            if (looks >= LOOKS) {
                shards.tables().pauseAfter(looks - LOOKS + 1, call);
            }
        }
    }

    /** Does what is to be done next; empty if it must be looked at again. */
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

    /** Closes and empties all items but the first; true if there was nothing left to do. */
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
        String attempt = shards.moving().newAttempt();
        return shards.tables().setLayout(item, layout, layout.withClosing(closing), attempt, call);
    }

    /** Moves so many units to the first item, or all there are, from as few others as can be. */
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
        return shards.moving().move(lines, call);
    }

    private static List<StockItem> fullestFirst(List<StockItem> items) {
        return items.stream()
                .skip(1)
                .sorted(Comparator.comparingLong(StockItem::available).reversed())
                .toList();
    }
}
