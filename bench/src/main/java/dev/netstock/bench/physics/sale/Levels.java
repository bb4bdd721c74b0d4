package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.sale.Order.Part;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One reading of all items, each at its own moment. Not thread-safe.
 *
 * <p>It shows no single moment. But if two consecutive readings find the same versions, no item
 * changed from the end of the first to the start of the second.
 */
final class Levels {
    private final Shards shards;
    private final List<StockItem> items;
    private final long startedAt;
    private final long[] available;
    private final long[] versions;
    private final long[] lastTakers;
    private boolean complete;

    /**
     * @param shards all current items
     * @param startedAt when the reading begins
     */
    Levels(Shards shards, long startedAt) {
        this.shards = shards;
        this.items = List.copyOf(shards.items());
        this.startedAt = startedAt;
        this.available = new long[items.size()];
        this.versions = new long[items.size()];
        this.lastTakers = new long[items.size()];
    }

    /** Reads the current state of an item; the first one holds the number of items. */
    void read(int number) {
        if (number == 0) {
            complete = shards.items().size() == items.size();
        }
        StockItem item = items.get(number);
        available[number] = item.available();
        versions[number] = item.version();
        lastTakers[number] = item.lastTaker();
    }

    List<StockItem> items() {
        return items;
    }

    long startedAt() {
        return startedAt;
    }

    long available(int number) {
        return available[number];
    }

    /** The items that had units. */
    List<Integer> stocked() {
        return IntStream.range(0, available.length)
                .filter(number -> available[number] > 0)
                .boxed()
                .toList();
    }

    /** Whether another request of this order may hold the missing units. */
    boolean hasRivalOf(Order order) {
        return order.taken().isEmpty()
                && Arrays.stream(lastTakers).anyMatch(last -> last == order.hash());
    }

    long sum() {
        return Arrays.stream(available).sum();
    }

    /**
     * Whether the sum was true at one moment after this reading had startedAt.
     *
     * @param before a reading that ended before; null if there was none
     */
    boolean isProvenBy(@Nullable Levels before) {
        boolean stood = before != null && Arrays.equals(versions, before.versions);
        return complete && (stood || items.size() == 1);
    }

    /** Plans to take from one item that has enough, chosen at random, or from several. */
    List<Part> plan(long units, RandomGenerator random) {
        int start = random.nextInt(available.length);
        for (int i = 0; i < available.length; i++) {
            int number = (start + i) % available.length;
            if (available[number] >= units) {
                return List.of(new Part(items.get(number), units));
            }
        }
        return several(units, start);
    }

    private List<Part> several(long units, int start) {
        List<Part> parts = new ArrayList<>();
        long missing = units;
        for (int i = 0; i < available.length && missing > 0; i++) {
            int number = (start + i) % available.length;
            long part = Math.min(missing, available[number]);
            if (part > 0) {
                parts.add(new Part(items.get(number), part));
                missing -= part;
            }
        }
        return parts;
    }
}
