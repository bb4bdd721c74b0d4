package dev.netstock.stock.shard;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens the items of a SKU again that were closed for a supply below what is sold: once the first
 * item is not below 0 any more, or where the closing came to nothing. Thread-safe.
 *
 * <p>A closing is named by an id that is never used twice, and stands on the first item before any
 * other is closed under it. So whoever finds an item closed, and then another closing or none on
 * the first, knows that it is over.
 *
 * @param tables the tables
 * @param parallel opens items side by side
 * @param clock the time of day
 * @param attempts makes an id for each attempt, never the same twice
 */
public record ShardReopening(
        RetryingTables tables, Parallel parallel, InstantSource clock, Supplier<String> attempts) {
    /**
     * A closing takes some tens of milliseconds: one that still stands after this is over, or came
     * to nothing.
     */
    private static final Duration AGE = Duration.ofSeconds(1);

    /** A name for a closing, never the same twice, which tells when it began. */
    public String newClosing() {
        return clock.millis() + "-" + attempts.get();
    }

    /**
     * Whether something should be opened.
     *
     * @param items all items of a SKU at a location, the first one first
     */
    public boolean isDue(List<StockItem> items) {
        StockItem first = items.getFirst();
        boolean isSomethingLeft = items.stream().anyMatch(item -> item.available() > 0);
        return items.stream()
                .flatMap(item -> item.layout().closing().stream())
                .distinct()
                .filter(this::isOld)
                .anyMatch(id -> isSomethingLeft || !isNamedBy(first, id));
    }

    /** Opens them; false if somebody else was faster, or the first item fell below 0 meanwhile. */
    public boolean reopen(List<StockItem> items, Call call) {
        StockItem first = read(items.getFirst().key(), call);
        boolean isOver =
                first.available() >= 0 && first.layout().closing().filter(this::isOld).isPresent();
        if (isOver && !end(first, call)) {
            return false;
        }
        return parallel
                .run(
                        items.stream()
                                .skip(1)
                                .filter(item -> isClosedBefore(item, first, isOver))
                                .<Supplier<Boolean>>map(item -> () -> open(item, call))
                                .toList())
                .stream()
                .allMatch(opened -> opened);
    }

    private boolean isOld(String closing) {
        long began = Long.parseLong(closing.substring(0, closing.indexOf('-')));
        return clock.millis() - began >= AGE.toMillis();
    }

    private static boolean isClosedBefore(StockItem item, StockItem first, boolean ended) {
        return item.layout().closing().filter(id -> ended || !isNamedBy(first, id)).isPresent();
    }

    private static boolean isNamedBy(StockItem first, String closing) {
        return first.layout().closing().equals(Optional.of(closing));
    }

    private boolean end(StockItem first, Call call) {
        return set(first, first.layout().withClosing(Optional.empty()), call).isPresent();
    }

    private boolean open(StockItem item, Call call) {
        return set(item, Layout.OF_OTHERS, call).isPresent();
    }

    private Optional<StockItem> set(StockItem item, Layout next, Call call) {
        return tables.setLayout(item.key(), item.layout(), next, attempts.get(), call);
    }

    /**
     * The first item is looked at after the others were, and tells whether their closing is over.
     */
    private StockItem read(ItemKey key, Call call) {
        return Objects.requireNonNull(
                tables.items(List.of(key), Consistency.STRONG, call).get(key));
    }
}
