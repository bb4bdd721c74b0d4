package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.stock.reservation.RepeatWatch;
import dev.netstock.stock.shard.ShardCache;
import dev.netstock.stock.shard.SoldOutCache;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The caches of one execution environment of checkout, with the rules of net stock's own caches.
 * Not thread-safe.
 */
final class Environment {
    private static final long LAYOUT_NANOS = ShardCache.LAYOUT_AGE_MAX.toNanos();
    private static final long STOCKED_NANOS = ShardCache.STOCKED_AGE_MAX.toNanos();
    private static final long RUSH_NANOS = SoldOutCache.RUSH.toNanos();
    private static final long HEAT_NANOS = VirtualTime.SECOND;
    private static final int KNOWN_MAX = 1_000;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final long soldOutNanos;
    private int open = 1;
    private List<Integer> stocked = List.of();
    private long learnedAt = NEVER;
    private long reportedAt = NEVER;
    private @Nullable Levels soldOut;
    private boolean rush;
    private final RepeatWatch repeats = new RepeatWatch();
    private final Set<Long> known = new LinkedHashSet<>();

    /**
     * @param soldOut how long it refuses orders by a proof
     */
    Environment(Duration soldOut) {
        this.soldOutNanos = soldOut.toNanos();
    }

    /**
     * The items that orders pick from, by the cached layout; only the first, if nothing is cached.
     */
    List<Integer> picks(long now) {
        long age = now - learnedAt;
        if (age >= LAYOUT_NANOS) {
            return List.of(0);
        }
        boolean known = !stocked.isEmpty() && age < STOCKED_NANOS;
        return known ? stocked : IntStream.range(0, open).boxed().toList();
    }

    /**
     * Caches the layout of the first item.
     *
     * @param withUnits the items that had units, if all were read; otherwise none
     */
    void learn(int openShards, List<Integer> withUnits, long now) {
        open = openShards;
        stocked = withUnits;
        learnedAt = now;
    }

    /** Which orders are looked up before they take. */
    RepeatWatch repeats() {
        return repeats;
    }

    /** Whether it has reserved this order, or found it reserved: then this is a repeat. */
    boolean knows(Order order) {
        return known.contains(order.hash());
    }

    void remember(Order order) {
        if (known.add(order.hash()) && known.size() > KNOWN_MAX) {
            known.remove(known.iterator().next());
        }
    }

    /** Whether it knows that the SKU has several items. */
    boolean knowsSplit(long now) {
        return now - learnedAt < LAYOUT_NANOS && open > 1;
    }

    /** Whether a recent proof refuses an order during a rush. */
    boolean refuses(long units, long now) {
        Levels known = soldOut(units);
        return known != null && rush && now - known.startedAt() < soldOutNanos;
    }

    /** The last proof of too few units for an order: it must read before it takes. */
    @Nullable Levels soldOut(long units) {
        return soldOut != null && soldOut.sum() < units ? soldOut : null;
    }

    /** Caches a proof of the units left. */
    void prove(Levels levels) {
        if (soldOutNanos > 0) {
            rush = soldOut != null && levels.startedAt() - soldOut.startedAt() < RUSH_NANOS;
            soldOut = levels;
        }
    }

    /** Removes the proof, because there are units again. */
    void forget() {
        soldOut = null;
    }

    /** Whether a throttled take must be reported: at most once a second. */
    boolean reportsHeat(long now) {
        if (now - reportedAt < HEAT_NANOS) {
            return false;
        }
        reportedAt = now;
        return true;
    }
}
