package dev.netstock.malls.sync;

import dev.netstock.malls.port.Signal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A limited time in which a worker does rounds: as long as something is due, or soon will be. Then
 * it ends its lease, so that an idle mall costs nothing until the next wake-up.
 *
 * <p>No wake-up is lost. A row is stored before its wake-up is sent, so a run that receives the
 * wake-up sees it. The index of what is due may be a moment old, so a run that something has just
 * woken looks again for {@link #SETTLE}. A run that ends with work left says so, and its caller
 * sends a wake-up. What is due later is found by the next scheduled run.
 *
 * @param pollEvery how often orders are listed while nothing else is to do
 * @param clock the time
 * @param pause waits
 */
public record SyncRun(Duration pollEvery, InstantSource clock, Pausing pause) {
    /** Signals and other malls wait no longer for a run than this and one round. */
    public static final Duration RUN = Duration.ofSeconds(10);

    /** The age that an index may have. */
    public static final Duration SETTLE = Duration.ofSeconds(1);

    /** A run waits for what is due within this time, instead of leaving it to the next one. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(200);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** Time between polls if they are left to scheduled runs. */
    private static final Duration SCHEDULED = Duration.ofMinutes(1);

    private static final Duration POLL_LEAST = Duration.ofSeconds(5);

    /** Waits for a time. */
    @FunctionalInterface
    public interface Pausing {
        void pause(Duration time);
    }

    /**
     * How a run ended.
     *
     * @param done whether the wake-ups and signals need no other delivery
     * @param more whether something is due now, or soon will be
     * @param rounds how many rounds it had
     */
    public record Result(boolean done, boolean more, int rounds) {}

    /**
     * Runs a worker.
     *
     * @param store the mall's rows
     * @param signals of orders that changed
     * @param justWoken whether rows may have been stored a moment ago
     */
    public Result run(MallWorker worker, MallStore store, List<Signal> signals, boolean justWoken) {
        Instant end = clock.instant().plus(RUN);
        Instant settled = clock.instant().plus(justWoken ? SETTLE : Duration.ZERO);
        List<Signal> open = signals;
        boolean begun = false;
        int rounds = 0;
        try {
            while (true) {
                MallWorker.Round round = worker.round(open);
                rounds++;
                begun = begun || round.begun();
                open = round.begun() && round.signalsTaken() ? List.of() : open;
                Instant now = clock.instant();
                Optional<Instant> next = next(worker, store, round, now);
                boolean more = begun && next.isPresent();
                boolean waits = next.isPresent() || !open.isEmpty() || now.isBefore(settled);
                Instant at = next.orElseGet(() -> again(worker, now));
                if (waits && at.isBefore(end)) {
                    pause.pause(Duration.between(now, later(at, now.plus(BETWEEN_ROUNDS))));
                    continue;
                }
                if (more && now.isBefore(end)) {
                    // The next run would find nothing to do yet.
                    pause.pause(Duration.between(now, end));
                }
                return new Result(begun && open.isEmpty(), more, rounds);
            }
        } finally {
            worker.release();
        }
    }

    /** When the next round is worth its requests; empty: not soon. */
    private Optional<Instant> next(
            MallWorker worker, MallStore store, MallWorker.Round round, Instant now) {
        if (!round.begun()) {
            return Optional.of(now.plus(LOOK_AGAIN)); // Another worker has the lease, or had it.
        }
        Optional<Instant> usable = worker.usableFrom();
        if (usable.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> due =
                round.worked()
                        ? Optional.of(now)
                        : store.due(now.plus(SOON), 1).stream().findFirst().map(ItemRow::due);
        Duration horizon = isPolling() ? SCHEDULED : SOON;
        return earlier(due.map(at -> later(at, usable.get())), nextPoll(worker, usable.get()))
                .filter(at -> at.isBefore(now.plus(horizon)));
    }

    /** When to look again for signals, or for rows that the index did not show. */
    private static Instant again(MallWorker worker, Instant now) {
        return later(now.plus(LOOK_AGAIN), worker.usableFrom().orElse(now));
    }

    private Optional<Instant> nextPoll(MallWorker worker, Instant usable) {
        return isPolling()
                ? worker.nextPoll().map(at -> later(at.plus(pollEvery).minus(POLL_LEAST), usable))
                : Optional.empty();
    }

    /** Whether the run does not leave polls to scheduled runs. */
    private boolean isPolling() {
        return pollEvery.compareTo(SCHEDULED) < 0;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() && other.get().isBefore(one.get())
                ? other
                : one.or(() -> other);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
