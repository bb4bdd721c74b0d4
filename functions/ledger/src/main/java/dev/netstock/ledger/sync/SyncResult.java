package dev.netstock.ledger.sync;

import dev.netstock.stock.supply.SupplyOutcome;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a run of the sync.
 *
 * @param applied changes that moved net stock
 * @param known changes that net stock had already
 * @param again changes that net stock did not let through: they are due again later
 * @param unsendable changes that net stock cannot hold
 * @param isFinished whether nothing was due any more when it ended, or nothing may be sent
 */
public record SyncResult(
        long applied, long known, long again, long unsendable, boolean isFinished) {
    static final SyncResult NOTHING = new SyncResult(0, 0, 0, 0, true);

    static SyncResult of(List<SupplyOutcome> outcomes, SupplyOutbox.Page page) {
        return new SyncResult(
                count(outcomes, SupplyOutcome.Applied.class),
                count(outcomes, SupplyOutcome.AlreadyApplied.class),
                count(outcomes, SupplyOutcome.TryAgain.class),
                page.unsendable(),
                page.isEmpty() && page.isLast());
    }

    SyncResult plus(SyncResult next) {
        return new SyncResult(
                applied + next.applied,
                known + next.known,
                again + next.again,
                unsendable + next.unsendable,
                next.isFinished);
    }

    /** With an end: what is due is for another day, and no run is to be woken for it. */
    SyncResult ended() {
        return new SyncResult(applied, known, again, unsendable, true);
    }

    /** For the operators. */
    public Map<String, Long> counts() {
        return new HashMap<>(
                Map.of(
                        "Applied", applied,
                        "AlreadyApplied", known,
                        "TryAgain", again,
                        "Unsendable", unsendable));
    }

    private static long count(List<SupplyOutcome> outcomes, Class<? extends SupplyOutcome> ofType) {
        return outcomes.stream().filter(ofType::isInstance).count();
    }
}
