package dev.netstock.local.saleday.run;

import dev.netstock.local.saleday.traffic.Called;

import java.time.Duration;
import java.util.List;

/** How long answers took. */
public final class Percentiles {
    private Percentiles() {}

    /**
     * The time within which a part of the requests was answered; zero if there were none.
     *
     * @param part 0.99 for the 99th percentile
     */
    public static Duration of(List<Called> calls, double part) {
        List<Duration> sorted = calls.stream().map(Called::took).sorted().toList();
        if (sorted.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(part * sorted.size());
        return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
    }
}
