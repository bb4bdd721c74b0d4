package dev.netstock.local.saleday.run;

import dev.netstock.local.saleday.traffic.OrderCall;

import java.time.Duration;
import java.util.List;

/** Latency percentiles. */
public final class Percentiles {
    private Percentiles() {}

    /**
     * The latency percentile of these requests; zero if there are none.
     *
     * @param part 0.99 for the 99th percentile
     */
    public static Duration of(List<OrderCall> calls, double part) {
        List<Duration> sorted = calls.stream().map(OrderCall::took).sorted().toList();
        if (sorted.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(part * sorted.size());
        return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
    }
}
