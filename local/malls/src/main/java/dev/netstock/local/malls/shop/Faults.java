package dev.netstock.local.malls.shop;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The misbehaviour of a mall. Each kind draws from random numbers of its own, so the same seed and
 * the same requests yield the same faults, whatever other kinds are set. Guarded by the lock of the
 * {@link Shop}.
 */
public final class Faults {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long seed;
    private final Map<Fault, Double> values;
    private final Map<Fault, SplittableRandom> draws = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);

    /**
     * @param values what differs from the usual values; switches are 0 or 1
     */
    public Faults(long seed, Map<Fault, Double> values) {
        this.seed = seed;
        this.values = new EnumMap<>(Fault.class);
        this.values.putAll(values);
        for (Fault fault : Fault.values()) {
            draws.put(fault, new SplittableRandom(seed ^ ((long) fault.text().hashCode() << 20)));
        }
    }

    /** None but what every mall does. */
    public static Faults none() {
        return new Faults(0, Map.of());
    }

    public long seed() {
        return seed;
    }

    public double value(Fault fault) {
        return values.getOrDefault(fault, fault.usual());
    }

    /** Whether a switch is on. */
    public boolean isOn(Fault fault) {
        return value(fault) != 0;
    }

    /** A duration. */
    public Duration time(Fault fault) {
        return Duration.ofNanos(Math.round(value(fault) * NANOS_PER_SECOND));
    }

    /** Draws whether the fault happens now. */
    public boolean happens(Fault fault) {
        boolean happens = draw(fault) < value(fault);
        if (happens) {
            happened.merge(fault, 1, Integer::sum);
        }
        return happens;
    }

    /** A random part of a duration. */
    public Duration partOf(Fault time) {
        return Duration.ofNanos(Math.round(value(time) * draw(time) * NANOS_PER_SECOND));
    }

    /** How often each fault has happened since it was set. */
    public Map<Fault, Integer> happened() {
        return Map.copyOf(happened);
    }

    private double draw(Fault fault) {
        return draws.computeIfAbsent(fault, _ -> new SplittableRandom(seed)).nextDouble();
    }
}
