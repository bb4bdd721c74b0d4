package dev.netstock.malls.sync;

import dev.netstock.malls.orders.OrderIntake;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.NotConnected;
import dev.netstock.malls.port.Signal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A mall's one writer: takes its orders, then sends its counts. Of many workers, the one that holds
 * the lease works; if it dies, the next one begins within a minute. None works for a mall that was
 * never connected. For one thread.
 */
public final class MallWorker {
    private static final int ATTEMPTS = 5;

    private final String name;
    private final MallCapabilities mall;
    private final MallStore store;
    private final ItemScheduler scheduler;
    private final OrderIntake intake;
    private final StockSync sync;
    private final MallReports reports;
    private final InstantSource clock;
    private Optional<MallRow> mine = Optional.empty();

    public MallWorker(
            String name,
            MallCapabilities mall,
            MallStore store,
            ItemScheduler scheduler,
            OrderIntake intake,
            StockSync sync,
            MallReports reports,
            InstantSource clock) {
        this.name = name;
        this.mall = mall;
        this.store = store;
        this.scheduler = scheduler;
        this.intake = intake;
        this.sync = sync;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * What a round did.
     *
     * @param begun whether the worker had the lease; if not, nothing was done
     * @param worked whether there may be more to do at once
     * @param signalsTaken whether the signals need no other delivery
     */
    public record Round(boolean begun, boolean worked, boolean signalsTaken) {}

    /** One round, if this worker holds the lease or can have it. */
    public Round round(List<Signal> signals) {
        Optional<MallRow> begun = begin();
        mine = Optional.empty();
        if (begun.isEmpty()) {
            return new Round(false, false, signals.isEmpty());
        }
        MallTurn turn = new MallTurn(begun.get(), clock);
        try {
            return work(signals, turn);
        } finally {
            mine = Optional.of(turn.row());
        }
    }

    /**
     * When the mall's API may be used again: after a round.
     *
     * @return empty if the last round had no lease, or the settings announce maintenance
     */
    Optional<Instant> usableFrom() {
        return mine.filter(_ -> !scheduler.settings().isDown(clock.instant()))
                .map(row -> row.contact().waitsUntil());
    }

    /** When orders are listed next, at the earliest. */
    Optional<Instant> nextPoll() {
        return mine.map(row -> row.cursor().nextPoll());
    }

    /**
     * Ends the lease, for the next worker: to be called after the last round, also if it failed. If
     * others changed the row meanwhile, what the last round learned is lost, and learned again.
     */
    public void release() {
        Optional<MallRow> row = mine;
        List<String> unsettled = row.map(it -> it.cursor().unsettled()).orElse(List.of());
        mine = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS && row.isPresent(); attempt++) {
            if (!store.save(List.of(row.get().released(clock.instant()))).contains(false)) {
                return;
            }
            row =
                    store.mall()
                            .filter(stored -> stored.lease().holder().equals(name))
                            .map(stored -> stored.withUnsettled(unsettled));
        }
    }

    /** Takes or renews the lease, and with it the requests that may be sent. */
    private Optional<MallRow> begin() {
        Instant now = clock.instant();
        return mine.or(store::mall)
                .filter(row -> !row.isHeldByOther(name, now))
                .map(row -> row.leased(name, now, mall))
                .filter(leased -> !store.save(List.of(leased.reserved())).contains(false))
                .map(leased -> leased.withVersion(leased.version() + 1));
    }

    private Round work(List<Signal> signals, MallTurn turn) {
        if (scheduler.settings().isDown(turn.now())) {
            turn.change(row -> row.interrupted(turn.now()));
            return new Round(true, false, signals.isEmpty());
        }
        intake.settle(turn);
        if (turn.now().isBefore(turn.row().contact().waitsUntil())) {
            return new Round(true, false, signals.isEmpty());
        }
        boolean signalsTaken = signals.isEmpty();
        boolean worked = false;
        try {
            intake.signals(signals, turn);
            signalsTaken = true;
            intake.poll(turn);
            intake.refresh(turn);
            worked = sync.round(turn);
        } catch (MallThrottled throttled) {
            turn.change(row -> row.waiting(turn.now().plus(throttled.delay())));
        } catch (CredentialExpired expired) {
            interrupt(turn, expired, Duration.ofMinutes(1));
        } catch (NotConnected missing) {
            interrupt(turn, missing, Duration.ofMinutes(1));
        } catch (MallException notDone) {
            interrupt(turn, notDone, Duration.ofSeconds(10));
        }
        return new Round(true, worked, signalsTaken);
    }

    private void interrupt(MallTurn turn, MallException cause, Duration pause) {
        reports.interrupted(cause);
        turn.interrupted(pause, cause);
    }
}
