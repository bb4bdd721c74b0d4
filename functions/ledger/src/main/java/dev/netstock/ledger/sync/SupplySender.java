package dev.netstock.ledger.sync;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.Call;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.supply.SupplyOutcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends what the ledger has yet to send. Whoever is killed between the two databases leaves rows
 * that are due again, and net stock knows a version that it has. No transaction is open while net
 * stock is asked. Thread-safe.
 */
public final class SupplySender {
    /** Longer than a page takes: what is left by whoever was killed is due again after it. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int PAGE_MAX = 100;

    /** What a page may need, at most, before the function has to answer. */
    private static final Duration LAST_PAGE = Duration.ofSeconds(5);

    /** Rows that are due and held by a transaction are free again a little later. */
    private static final Duration HELD = Duration.ofMillis(20);

    private final SupplyOutbox outbox;
    private final Applying applying;
    private final Pace pace;
    private final Ruling ruling;

    /** Tells how fast supply may be sent at this moment. */
    @FunctionalInterface
    public interface Ruling {
        /** On any day. */
        Ruling NORMAL = _ -> SupplyPace.NORMAL;

        SupplyPace pace(Call call);
    }

    /** Applies supply to net stock, each version once. */
    @FunctionalInterface
    public interface Applying {
        List<SupplyOutcome> apply(List<SupplyChange> changes, Call call);
    }

    /**
     * @param ledger the database
     * @param applying what net stock does with supply
     * @param pace how fast
     */
    public SupplySender(Transactions ledger, Applying applying, Pace pace) {
        this(ledger, applying, pace, Ruling.NORMAL);
    }

    /**
     * @param ruling asked before each page: what it says holds within a second
     */
    public SupplySender(Transactions ledger, Applying applying, Pace pace, Ruling ruling) {
        this(new LedgerOutbox(ledger, LEASE), applying, pace, ruling);
    }

    SupplySender(SupplyOutbox outbox, Applying applying, Pace pace) {
        this(outbox, applying, pace, Ruling.NORMAL);
    }

    private SupplySender(SupplyOutbox outbox, Applying applying, Pace pace, Ruling ruling) {
        this.outbox = outbox;
        this.applying = applying;
        this.pace = pace;
        this.ruling = ruling;
    }

    /** Sends until nothing is due, or nothing may be sent, or the call has to answer. */
    public SyncResult run(Call call) {
        SyncResult synced = SyncResult.NOTHING;
        do {
            switch (ruling.pace(call)) {
                case NORMAL -> synced = synced.plus(page(pace, call));
                case SLOWED -> synced = synced.plus(page(pace.slowed(), call));
                case PAUSED -> {
                    return synced.ended();
                }
            }
        } while (!synced.isFinished() && call.deadline().leaves(LAST_PAGE));
        return synced;
    }

    private SyncResult page(Pace now, Call call) {
        long startedAt = now.nanoClock().getAsLong();
        SupplyOutbox.Page page = outbox.claim(Math.min(PAGE_MAX, now.perSecond()));
        SyncResult synced = SyncResult.of(send(page.changes(), call), page);
        now.keep(startedAt, page.changes().size());
        if (page.isEmpty() && !page.isLast()) {
            now.pause().pause(HELD);
        }
        return synced;
    }

    private List<SupplyOutcome> send(List<SupplyChange> changes, Call call) {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<SupplyOutcome> outcomes = applying.apply(changes, call);
        List<SupplyChange> through = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            if (!(outcomes.get(i) instanceof SupplyOutcome.TryAgain)) {
                through.add(changes.get(i));
            }
        }
        if (!through.isEmpty()) {
            outbox.sent(through);
        }
        return outcomes;
    }
}
