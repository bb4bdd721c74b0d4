package dev.netstock.local.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The responses of a load.
 *
 * @param took from the first request to the last response
 * @param latencies of the reservations that were made, sorted
 * @param statuses number of responses by status; 0 means no response
 * @param soldOut the SKUs whose supply is used up, or that are unknown
 */
public record Reservations(
        Duration took,
        List<Duration> latencies,
        Map<Integer, Integer> statuses,
        List<String> soldOut) {
    private static final double NANOS = 1e9;

    /** The number of reservations that were made. */
    public int made() {
        return latencies.size();
    }

    public double perSecond() {
        return made() / (took.toNanos() / NANOS);
    }

    /**
     * A percentile of the latencies; zero if there are none.
     *
     * @param part 0.99 for the 99th percentile
     */
    public Duration percentile(double part) {
        if (latencies.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(part * latencies.size());
        return latencies.get(Math.clamp(rank - 1, 0, latencies.size() - 1));
    }
}
