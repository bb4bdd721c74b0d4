package dev.netstock.ledger.sync;

import dev.netstock.stock.supply.SupplyOutcome;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a run of the sync.
 *
 * @param applied changes that net stock applied
 * @param known changes that net stock already had
 * @param again changes that net stock did not apply; they are due again later
 * @param unsendable changes that net stock cannot store
 * @param isFinished whether no row was due at the end, or a sale pauses the sync
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

    /** The same result, marked as finished although rows may be due: it wakes no further run. */
    SyncResult finished() {
        return new SyncResult(applied, known, again, unsendable, true);
    }

    /** The metrics of the run. */
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
