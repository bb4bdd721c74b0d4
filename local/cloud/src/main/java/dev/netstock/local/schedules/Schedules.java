package dev.netstock.local.schedules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The schedules that the templates declare. Thread-safe once started.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html">What
 *     is Amazon EventBridge Scheduler?</a>
 */
public final class Schedules implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Schedules.class.getName());

    private final InstantSource clock;
    private final List<Entry> entries = new ArrayList<>();
    private final ScheduledExecutorService ticking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("schedules").factory());

    public Schedules(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on what is due is done, to the second. */
    public void start() {
        Instant now = clock.instant();
        entries.forEach(entry -> entry.due = entry.rhythm.after(now));
        var _ =
                ticking.scheduleAtFixedRate(
                        () -> doWhatIsDue(clock.instant()), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        ticking.shutdownNow();
    }

    void add(Rhythm rhythm, Runnable work) {
        entries.add(new Entry(rhythm, work));
    }

    /** Does what is due at this time, each once, however late it is. */
    void doWhatIsDue(Instant now) {
        for (Entry entry : entries) {
            Instant due = entry.due == null ? entry.rhythm.after(now) : entry.due;
            entry.due = due;
            if (!due.isAfter(now)) {
                entry.due = next(entry.rhythm, due, now);
                run(entry);
            }
        }
    }

    private static Instant next(Rhythm rhythm, Instant due, Instant now) {
        Instant next = rhythm.after(due);
        while (!next.isAfter(now)) {
            next = rhythm.after(next);
        }
        return next;
    }

    private static void run(Entry entry) {
        try {
            entry.work.run();
        } catch (RuntimeException e) { // whatever it is, the clock goes on
            LOG.log(System.Logger.Level.WARNING, "A schedule's target could not be reached", e);
        }
    }

    private static final class Entry {
        private final Rhythm rhythm;
        private final Runnable work;
        private @Nullable Instant due;

        Entry(Rhythm rhythm, Runnable work) {
            this.rhythm = rhythm;
            this.work = work;
        }
    }
}
