package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.VirtualTime;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one execution environment of checkout remembers of the SKU, by the rules of net stock's own
 * memories. Not thread-safe.
 */
final class Environment {
    private static final long LAYOUT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long STOCKED_NANOS = Duration.ofMillis(500).toNanos();
    private static final long STORM_NANOS = VirtualTime.SECOND;
    private static final long HEAT_NANOS = VirtualTime.SECOND;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final long soldOutNanos;
    private int open = 1;
    private List<Integer> stocked = List.of();
    private long learnedAt = NEVER;
    private long toldAt = NEVER;
    private @Nullable Levels gone;
    private boolean storm;

    /**
     * @param soldOut how long it refuses by a proof
     */
    Environment(Duration soldOut) {
        this.soldOutNanos = soldOut.toNanos();
    }

    /** The items that orders pick from, as far as it knows: only the first, if it knows nothing. */
    List<Integer> picks(long now) {
        long age = now - learnedAt;
        if (age >= LAYOUT_NANOS) {
            return List.of(0);
        }
        boolean known = !stocked.isEmpty() && age < STOCKED_NANOS;
        return known ? stocked : IntStream.range(0, open).boxed().toList();
    }

    /**
     * The first item was seen, which says how many are open.
     *
     * @param withUnits the items that had units, if all were read; else none
     */
    void learn(int openShards, List<Integer> withUnits, long now) {
        open = openShards;
        stocked = withUnits;
        learnedAt = now;
    }

    /** Too little was left a moment ago, and that is asked for often: no need to ask again. */
    boolean refuses(long units, long now) {
        Levels known = gone(units);
        return known != null && storm && now - known.begun() < soldOutNanos;
    }

    /** The last proof that there was too little for so many units: better read before writing. */
    @Nullable Levels gone(long units) {
        return gone != null && gone.sum() < units ? gone : null;
    }

    /** So much was left at one moment, and no more. */
    void prove(Levels levels) {
        if (soldOutNanos > 0) {
            storm = gone != null && levels.begun() - gone.begun() < STORM_NANOS;
            gone = levels;
        }
    }

    /** There is more than was thought. */
    void forget() {
        gone = null;
    }

    /** A take was throttled: whether that is to be told, at most once a second. */
    boolean tellsHeat(long now) {
        if (now - toldAt < HEAT_NANOS) {
            return false;
        }
        toldAt = now;
        return true;
    }
}
