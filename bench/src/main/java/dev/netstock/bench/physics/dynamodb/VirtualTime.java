package dev.netstock.bench.physics.dynamodb;

import java.time.Duration;
import java.util.Arrays;

/**
 * A clock that jumps from event to event. Events of the same moment run in the order in which they
 * were scheduled, so a run depends only on its seed. Not thread-safe.
 *
 * <p>The events are a heap in arrays of primitive numbers, in which each event has up to four
 * successors. A queue of objects would take half of the time of a long sale.
 */
public final class VirtualTime {
    /** Nanoseconds in a second. */
    public static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static final int SUCCESSORS = 4;

    private long[] moments = new long[64];
    private long[] numbers = new long[64];
    private Runnable[] actions = new Runnable[64];
    private int size;
    private long now;
    private long scheduled;

    /** Nanoseconds since the start. */
    public long now() {
        return now;
    }

    /** Schedules an event {@code nanos} from now. */
    public void after(long nanos, Runnable action) {
        if (size == moments.length) {
            moments = Arrays.copyOf(moments, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
            actions = Arrays.copyOf(actions, 2 * size);
        }
        long at = now + Math.max(0, nanos);
        int place = size++;
        while (place > 0) {
            int before = (place - 1) / SUCCESSORS;
            if (moments[before] <= at) {
                break;
            }
            move(before, place);
            place = before;
        }
        put(place, at, scheduled++, action);
    }

    /** Runs until no event is left. */
    public void run() {
        while (size > 0) {
            now = moments[0];
            Runnable action = actions[0];
            removeFirst();
            action.run();
        }
    }

    /** The number of scheduled events, which measures the work of a run. */
    public long events() {
        return scheduled;
    }

    /** Closes the gap with the last event. */
    private void removeFirst() {
        size--;
        long at = moments[size];
        long number = numbers[size];
        int place = 0;
        for (int first = first(place); first >= 0; first = first(place)) {
            if (isBefore(at, number, first)) {
                break;
            }
            move(first, place);
            place = first;
        }
        put(place, at, number, actions[size]);
    }

    /** The first of an event's successors; negative if there is none. */
    private int first(int place) {
        int from = SUCCESSORS * place + 1;
        int to = Math.min(from + SUCCESSORS, size);
        int first = from < to ? from : -1;
        for (int other = from + 1; other < to; other++) {
            if (isBefore(moments[other], numbers[other], first)) {
                first = other;
            }
        }
        return first;
    }

    private boolean isBefore(long at, long number, int place) {
        return at == moments[place] ? number < numbers[place] : at < moments[place];
    }

    private void move(int from, int to) {
        put(to, moments[from], numbers[from], actions[from]);
    }

    private void put(int place, long at, long number, Runnable action) {
        moments[place] = at;
        numbers[place] = number;
        actions[place] = action;
    }
}
