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
 * @param isFinished whether nothing was due any more when it ended
 */
public record Synced(long applied, long known, long again, long unsendable, boolean isFinished) {
    static final Synced NOTHING = new Synced(0, 0, 0, 0, true);

    Synced plus(List<SupplyOutcome> outcomes, SupplyOutbox.Page page) {
        return new Synced(
                applied + count(outcomes, SupplyOutcome.Applied.class),
                known + count(outcomes, SupplyOutcome.AlreadyApplied.class),
                again + count(outcomes, SupplyOutcome.TryAgain.class),
                unsendable + page.unsendable(),
                page.isEmpty() && page.isLast());
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
