package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.stock.shard.ShardLimits;

import java.util.Arrays;
import java.util.List;

/**
 * Adds shards by heat, with the rule and the limits of net stock's own policy: one shard per 250
 * writes a second, or four times as many if the current shards are saturated; then it waits 10
 * seconds. Not thread-safe.
 */
final class AutomaticSharding implements HeatListener {
    private static final double WRITES_PER_SHARD = 250;
    private static final long SATURATED = 700;
    private static final int STRIDE = 4;
    private static final int SHARDS_MAX = ShardLimits.MAX;
    private static final long UNITS_PER_SHARD_MIN = 10;
    private static final long COOL_UP = 10 * VirtualTime.SECOND;

    /** The delay of a message in its queue, and the start of a function. */
    private static final long MESSAGE = VirtualTime.SECOND / 4;

    /** The delay of counts from the table's stream. */
    private static final long STREAM = 3 * VirtualTime.SECOND / 2;

    private final Market market;
    private final ShardSpread spreading;
    private long[] versions = {};
    private long writesPerSecond;
    private long hottest;
    private long changedAt = Long.MIN_VALUE / 2;
    private boolean busy;

    AutomaticSharding(Market market) {
        this.market = market;
        this.spreading = ShardSpread.of(market);
    }

    @Override
    public void throttled() {
        market.time().after(MESSAGE, () -> decide(true));
    }

    /** Counts the writes of the last second. */
    void count() {
        List<StockItem> items = market.shards().items();
        long[] now = items.stream().mapToLong(StockItem::version).toArray();
        long[] before = Arrays.copyOf(versions, now.length);
        versions = now;
        long[] written = new long[now.length];
        Arrays.setAll(written, i -> now[i] - before[i]);
        market.time()
                .after(
                        STREAM,
                        () -> {
                            writesPerSecond = Arrays.stream(written).sum();
                            hottest = Arrays.stream(written).max().orElse(0);
                            decide(false);
                        });
    }

    private void decide(boolean throttled) {
        int shards = market.shards().open();
        int needed = needed(shards, throttled || hottest >= SATURATED);
        if (needed > shards && !busy && market.time().now() >= changedAt + COOL_UP) {
            busy = true;
            changedAt = market.time().now();
            spreading.spread(needed, () -> busy = false);
        }
    }

    private int needed(int shards, boolean beyondMeasure) {
        long byRate = (long) Math.ceil(writesPerSecond / WRITES_PER_SHARD);
        long byHeat = beyondMeasure ? (long) shards * STRIDE : 1;
        long available = market.shards().items().stream().mapToLong(StockItem::available).sum();
        long worthwhile = Math.max(shards, available / UNITS_PER_SHARD_MIN);
        return (int) Math.min(Math.max(byRate, byHeat), Math.min(worthwhile, SHARDS_MAX));
    }
}
