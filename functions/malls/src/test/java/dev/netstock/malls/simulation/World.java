package dev.netstock.malls.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Virtual time, and what happens in it. A request takes time, in which everything else goes on: so
 * a process that waits for an answer sees the world change, as real ones do.
 */
final class World implements InstantSource {
    static final Instant START = Instant.parse("2026-11-29T00:00:00Z");

    final SplittableRandom random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::at).thenComparingLong(Event::sequence));
    private final double kills;
    private long now;
    private long sequence;
    private boolean calm;
    long killed;
    long storeReads;
    long storeWrites;

    /**
     * @param kills how likely a process dies before or after a request
     */
    World(SplittableRandom random, double kills) {
        this.random = random;
        this.kills = kills;
    }

    private record Event(long at, long sequence, Runnable action) {}

    /** The process of a function ends. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    long elapsed() {
        return now;
    }

    @Override
    public Instant instant() {
        return START.plusMillis(now);
    }

    /** As malls say times. */
    Instant second() {
        return START.plusSeconds(now / 1000);
    }

    void after(long millis, Runnable action) {
        events.add(new Event(now + millis, sequence++, action));
    }

    void runUntil(long end) {
        for (Event next = events.peek(); next != null && next.at() <= end; next = events.peek()) {
            events.poll();
            now = Math.max(now, next.at());
            next.action().run();
        }
        now = Math.max(now, end);
    }

    /** From now on nothing goes wrong. */
    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    boolean happens(double probability) {
        return !calm && random.nextDouble() < probability;
    }

    /** A request of a process: it takes time, and the process may die before or after it. */
    <T> T request(long millis, Supplier<T> effect) {
        runUntil(now + millis / 2);
        die();
        T answer = effect.get();
        runUntil(now + millis - millis / 2);
        if (happens(kills / 10)) {
            runUntil(now + 30_000 + random.nextLong(90_000)); // A process that stands still.
        }
        die();
        return answer;
    }

    /** Whether the process dies in the middle of a request that is several. */
    boolean diesHalfway() {
        return happens(kills);
    }

    private void die() {
        if (happens(kills)) {
            killed++;
            throw new Killed();
        }
    }
}
