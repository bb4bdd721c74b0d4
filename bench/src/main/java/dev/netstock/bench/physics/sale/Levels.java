package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.sale.Order.Part;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What was read of each item, one after the other. Not thread-safe.
 *
 * <p>It shows no single moment; but if two readings follow each other and no version differs, then
 * every item stood as told from the end of the first to the begin of the second.
 */
final class Levels {
    private final Shards shards;
    private final List<StockItem> items;
    private final long begun;
    private final long[] available;
    private final long[] versions;
    private boolean complete;

    /**
     * @param shards all items that there are now
     * @param begun when the first of them is asked for
     */
    Levels(Shards shards, long begun) {
        this.shards = shards;
        this.items = List.copyOf(shards.items());
        this.begun = begun;
        this.available = new long[items.size()];
        this.versions = new long[items.size()];
    }

    /** Reads an item as it is now; the first one says how many there are. */
    void look(int number) {
        if (number == 0) {
            complete = shards.items().size() == items.size();
        }
        StockItem item = items.get(number);
        available[number] = item.available();
        versions[number] = item.version();
    }

    List<StockItem> items() {
        return items;
    }

    long begun() {
        return begun;
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

    long sum() {
        return Arrays.stream(available).sum();
    }

    /**
     * Whether the sum stood at one moment after this reading had begun.
     *
     * @param before a reading that ended before; null if there was none
     */
    boolean provenBy(@Nullable Levels before) {
        boolean stood = before != null && Arrays.equals(versions, before.versions);
        return complete && (stood || items.size() == 1);
    }

    /** Takes it from one item that has enough, drawn by lot, or from several. */
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
