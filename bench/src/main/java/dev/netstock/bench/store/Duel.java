package dev.netstock.bench.store;

import dev.netstock.bench.store.Crew.Pace;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The results of one operation on both sides, round by round. The ratio is computed per round,
 * because the speed of the machine varies between rounds. Not thread-safe.
 */
final class Duel {
    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> ourPaces = new ArrayList<>();
    private final List<Double> barePaces = new ArrayList<>();
    private final Histogram ourLatency = new Histogram(3);
    private final Histogram bareLatency = new Histogram(3);

    /**
     * One round: first one side, then the other.
     *
     * @param oursFirst the second side finds warmer caches, so the sides alternate
     */
    void round(Crew crew, int calls, boolean oursFirst, IntConsumer ours, IntConsumer bare)
            throws InterruptedException {
        Pace first = crew.run(calls, oursFirst ? ours : bare);
        Pace second = crew.run(calls, oursFirst ? bare : ours);
        add(oursFirst ? first : second, oursFirst ? second : first);
    }

    private void add(Pace ours, Pace bare) {
        ratios.add(ours.callsPerSecond() / bare.callsPerSecond());
        ourPaces.add(ours.callsPerSecond());
        barePaces.add(bare.callsPerSecond());
        ourLatency.add(ours.latency());
        bareLatency.add(bare.latency());
    }

    /** Our throughput divided by the bare one, for each round. */
    List<Double> ratios() {
        return List.copyOf(ratios);
    }

    List<Double> ourPaces() {
        return List.copyOf(ourPaces);
    }

    List<Double> barePaces() {
        return List.copyOf(barePaces);
    }

    Histogram ourLatency() {
        return ourLatency.copy();
    }

    Histogram bareLatency() {
        return bareLatency.copy();
    }
}
