package dev.netstock.bench.physics.dynamodb;

import java.time.Duration;
import java.util.PriorityQueue;

/**
 * A clock that jumps from event to event. Events of the same moment run in the order in which they
 * were scheduled, so a run depends only on its seed. Not thread-safe.
 */
public final class VirtualTime {
    /** Nanoseconds in a second. */
    public static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long ids;

    private record Event(long at, long id, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(id, other.id) : Long.compare(at, other.at);
        }
    }

    /** Nanoseconds since the start. */
    public long now() {
        return now;
    }

    /** Schedules an event {@code nanos} from now. */
    public void after(long nanos, Runnable action) {
        events.add(new Event(now + Math.max(0, nanos), ids++, action));
    }

    /** Runs until no event is left. */
    public void run() {
        for (Event event = events.poll(); event != null; event = events.poll()) {
            now = event.at();
            event.action().run();
        }
    }

    /** The number of scheduled events, which measures the work of a run. */
    public long events() {
        return ids;
    }
}
