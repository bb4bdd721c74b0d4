package dev.netstock.stock.testing;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.reservation.RequestedLine;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How many units of some lines can be served at once, as a maximum flow from lines to places. It
 * uses the plainest algorithm (Ford and Fulkerson, one augmenting path after the other), which
 * differs from the product's.
 */
public final class MaxFlow {
    private static final int SOURCE = 0;
    private static final int SINK = 1;

    private final long[][] capacity;

    private MaxFlow(int nodes) {
        capacity = new long[nodes][nodes];
    }

    /**
     * How many units of these lines can be served together.
     *
     * @param lines the lines, also several of one SKU and location
     * @param available units at each place; below 0 counts as 0
     * @param locations the locations that serve a line that names none
     */
    public static long of(
            List<RequestedLine> lines,
            Map<ItemKey, Long> available,
            Collection<Location> locations) {
        List<ItemKey> places = List.copyOf(available.keySet());
        var flow = new MaxFlow(2 + lines.size() + places.size());
        for (int i = 0; i < lines.size(); i++) {
            RequestedLine line = lines.get(i);
            flow.capacity[SOURCE][2 + i] = line.quantity();
            for (int j = 0; j < places.size(); j++) {
                if (serves(places.get(j), line, locations)) {
                    flow.capacity[2 + i][2 + lines.size() + j] = line.quantity();
                }
            }
        }
        for (int j = 0; j < places.size(); j++) {
            flow.capacity[2 + lines.size() + j][SINK] =
                    Math.max(0, available.getOrDefault(places.get(j), 0L));
        }
        return flow.augmented();
    }

    /** Whether all of these lines can be served together. */
    public static boolean serves(
            List<RequestedLine> lines,
            Map<ItemKey, Long> available,
            Collection<Location> locations) {
        return of(lines, available, locations)
                == lines.stream().mapToLong(RequestedLine::quantity).sum();
    }

    private static boolean serves(
            ItemKey place, RequestedLine line, Collection<Location> locations) {
        return place.sku().equals(line.sku())
                && line.location()
                        .map(place.location()::equals)
                        .orElse(locations.contains(place.location()));
    }

    private long augmented() {
        long sum = 0;
        while (true) {
            long more = push(SOURCE, Long.MAX_VALUE, new boolean[capacity.length]);
            if (more == 0) {
                return sum;
            }
            sum += more;
        }
    }

    /** Sends units along any path to the sink that has capacity; returns how many. */
    private long push(int node, long units, boolean[] seen) {
        if (node == SINK) {
            return units;
        }
        seen[node] = true;
        for (int next = 0; next < capacity.length; next++) {
            if (!seen[next] && capacity[node][next] > 0) {
                long pushed = push(next, Math.min(units, capacity[node][next]), seen);
                if (pushed > 0) {
                    capacity[node][next] -= pushed;
                    capacity[next][node] += pushed;
                    return pushed;
                }
            }
        }
        return 0;
    }
}
