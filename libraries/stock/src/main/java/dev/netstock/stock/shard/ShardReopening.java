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
 * Reopens shards that were closed because the SKU was in debt: once the first item is at 0 or
 * above, or if a crash left the closing behind. Thread-safe.
 *
 * <p>A closing has a unique id, which is written to the first item before any other shard is closed
 * under it. If a shard is closed and a later read of the first item finds another closing or none,
 * the shard's closing is over.
 */
public final class ShardReopening {
    /** A closing takes some tens of milliseconds: an older one is over, or was left behind. */
    private static final Duration AGE = Duration.ofSeconds(1);

    private final RetryingTables tables;
    private final Parallel parallel;
    private final InstantSource clock;
    private final Supplier<String> attempts;

    /**
     * @param tables the tables
     * @param parallel reopens shards in parallel
     * @param clock the time of day
     * @param attempts creates a unique id for each attempt
     */
    public ShardReopening(
            RetryingTables tables,
            Parallel parallel,
            InstantSource clock,
            Supplier<String> attempts) {
        this.tables = tables;
        this.parallel = parallel;
        this.clock = clock;
        this.attempts = attempts;
    }

    /** A unique id for a closing, which starts with the time at which it began. */
    public String newClosing() {
        return clock.millis() + "-" + attempts.get();
    }

    /**
     * Whether a shard should be reopened.
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

    /**
     * Reopens shards; false if another process was faster, or the first item has fallen below 0.
     */
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

    /** Reads the first item after the others, to decide whether their closing is over. */
    private StockItem read(ItemKey key, Call call) {
        return Objects.requireNonNull(
                tables.items(List.of(key), Consistency.STRONG, call).get(key));
    }
}
