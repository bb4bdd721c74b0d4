package dev.netstock.local.schedules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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

    /** Starts the clock, which runs every second. */
    public void start() {
        Instant now = clock.instant();
        entries.forEach(entry -> entry.due = entry.expression.after(now));
        var _ = ticking.scheduleAtFixedRate(() -> runDue(clock.instant()), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        ticking.shutdownNow();
    }

    /**
     * Adds a schedule.
     *
     * @param work receives the time for which it was scheduled
     */
    void add(ScheduleExpression expression, Consumer<Instant> work) {
        entries.add(new Entry(expression, work));
    }

    /** Runs each schedule that is due at this time, once even if it is late. */
    void runDue(Instant now) {
        for (Entry entry : entries) {
            Instant due = entry.due == null ? entry.expression.after(now) : entry.due;
            entry.due = due;
            if (!due.isAfter(now)) {
                entry.due = next(entry.expression, due, now);
                run(entry, due);
            }
        }
    }

    private static Instant next(ScheduleExpression expression, Instant due, Instant now) {
        Instant next = expression.after(due);
        while (!next.isAfter(now)) {
            next = expression.after(next);
        }
        return next;
    }

    private static void run(Entry entry, Instant due) {
        try {
            entry.work.accept(due);
        } catch (RuntimeException e) { // any exception; the clock must continue
            LOG.log(System.Logger.Level.WARNING, "Cannot reach a schedule's target", e);
        }
    }

    private static final class Entry {
        private final ScheduleExpression expression;
        private final Consumer<Instant> work;
        private @Nullable Instant due;

        Entry(ScheduleExpression expression, Consumer<Instant> work) {
            this.expression = expression;
            this.work = work;
        }
    }
}
