package dev.netstock.stock.testing;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.reservation.RequestedLine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Lines that compete for the same units: of few SKUs at few locations, with and without a location,
 * some of them twice.
 *
 * @param random decides
 * @param skus the SKUs
 * @param locations the locations, by priority
 */
public record RandomLines(Random random, List<Sku> skus, List<Location> locations) {
    private static final int LINES_MAX = 6;
    private static final int UNITS_MAX = 4;

    /** Between one and six lines of one to four units. */
    public List<RequestedLine> lines() {
        return IntStream.rangeClosed(0, random.nextInt(LINES_MAX))
                .mapToObj(
                        _ ->
                                new RequestedLine(
                                        skus.get(random.nextInt(skus.size())),
                                        random.nextInt(3) == 0
                                                ? Optional.empty()
                                                : Optional.of(
                                                        locations.get(
                                                                random.nextInt(locations.size()))),
                                        random.nextInt(1, UNITS_MAX + 1)))
                .toList();
    }

    /** Up to a number of units at each place; some places have none, or do not exist. */
    public Map<ItemKey, Long> available(int max) {
        Map<ItemKey, Long> available = new HashMap<>();
        for (Sku sku : skus) {
            for (Location location : locations) {
                if (random.nextInt(5) > 0) {
                    available.put(ItemKey.of(sku, location), random.nextLong(-1, max + 1));
                }
            }
        }
        return available;
    }

    /** The same lines in another order. */
    public <T> List<T> permuted(List<T> lines) {
        List<T> permuted = new ArrayList<>(lines);
        Collections.shuffle(permuted, random);
        return permuted;
    }
}
