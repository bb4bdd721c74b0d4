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
 * Sends pending supply to net stock. If the function is killed between the two databases, its rows
 * are due again, and net stock ignores a version that it already has. No transaction is open during
 * calls to net stock. Thread-safe.
 */
public final class SupplySender {
    private static final int PAGE_MAX = 100;

    /** The time that a page may need. No page starts with less time left. */
    private static final Duration LAST_PAGE = Duration.ofSeconds(5);

    /** How long to wait when all due rows are locked by other transactions. */
    private static final Duration LOCKED = Duration.ofMillis(20);

    private final SupplyOutbox outbox;
    private final SupplyTarget target;
    private final Pace pace;
    private final PaceSource paceSource;

    /** Decides whether supply is sent at the normal pace, slowed or not at all. */
    @FunctionalInterface
    public interface PaceSource {
        /** No sale is on. */
        PaceSource NORMAL = _ -> SupplyPace.NORMAL;

        SupplyPace pace(Call call);
    }

    /** Applies supply to net stock, each version once. */
    @FunctionalInterface
    public interface SupplyTarget {
        List<SupplyOutcome> apply(List<SupplyChange> changes, Call call);
    }

    /**
     * @param ledger the database
     * @param target applies supply to net stock
     * @param pace how fast to send
     */
    public SupplySender(Transactions ledger, SupplyTarget target, Pace pace) {
        this(ledger, target, pace, PaceSource.NORMAL);
    }

    /**
     * @param paceSource read before each page, so that a change takes effect within a second
     */
    public SupplySender(
            Transactions ledger, SupplyTarget target, Pace pace, PaceSource paceSource) {
        this.outbox = new SupplyOutbox(ledger, SupplySync.LEASE);
        this.target = target;
        this.pace = pace;
        this.paceSource = paceSource;
    }

    /** Sends until no row is due, a sale pauses the sync, or the time is up. */
    public SyncResult run(Call call) {
        SyncResult result = SyncResult.NOTHING;
        do {
            switch (paceSource.pace(call)) {
                case NORMAL -> result = result.plus(sendPage(pace, call));
                case SLOWED -> result = result.plus(sendPage(pace.slowed(), call));
                case PAUSED -> {
                    return result.finished();
                }
            }
        } while (!result.isFinished() && call.deadline().leaves(LAST_PAGE));
        return result;
    }

    private SyncResult sendPage(Pace current, Call call) {
        long startedAt = current.nanoClock().getAsLong();
        SupplyOutbox.Page page = outbox.claim(Math.min(PAGE_MAX, current.perSecond()));
        SyncResult result = SyncResult.of(send(page.changes(), call), page);
        current.keep(startedAt, page.changes().size());
        if (page.isEmpty() && !page.isLast()) {
            current.pause().pause(LOCKED);
        }
        return result;
    }

    private List<SupplyOutcome> send(List<SupplyChange> changes, Call call) {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<SupplyOutcome> outcomes = target.apply(changes, call);
        List<SupplyChange> applied = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            if (!(outcomes.get(i) instanceof SupplyOutcome.TryAgain)) {
                applied.add(changes.get(i));
            }
        }
        if (!applied.isEmpty()) {
            outbox.markSent(applied);
        }
        return outcomes;
    }
}
