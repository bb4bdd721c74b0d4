package dev.netstock.ledger.reconcile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The phases of a run, one after the other; the slices of one run side by side. */
enum Phase {
    /** All items of net stock are looked at. */
    LOOKING,
    /** Those that do not plainly agree are looked at again. */
    LOOKING_AGAIN,
    /** All deltas are compared by identity, and the ledger's sums with its own deltas. */
    COMPARING,
    /** Looks are judged by the journal. */
    JUDGING,
    /** What was found is repaired, if that was asked for. */
    REPAIRING,
    /** The report is written. */
    REPORTING;

    /** Whether everything has to settle before the next phase. */
    boolean settles() {
        return this == LOOKING || this == LOOKING_AGAIN;
    }

    List<WorkKind> work() {
        return switch (this) {
            case LOOKING -> List.of(WorkKind.ITEMS);
            case LOOKING_AGAIN -> List.of(WorkKind.ITEMS_AGAIN);
            case COMPARING ->
                    List.of(
                            WorkKind.DELTAS,
                            WorkKind.TAKEN,
                            WorkKind.ORDERS,
                            WorkKind.CONTRADICTIONS);
            case JUDGING -> List.of(WorkKind.JUDGING);
            case REPAIRING -> List.of(WorkKind.REPAIRING);
            case REPORTING -> List.of(WorkKind.REPORTING);
        };
    }

    Optional<Phase> next() {
        return switch (this) {
            case LOOKING -> Optional.of(LOOKING_AGAIN);
            case LOOKING_AGAIN -> Optional.of(COMPARING);
            case COMPARING -> Optional.of(JUDGING);
            case JUDGING -> Optional.of(REPAIRING);
            case REPAIRING -> Optional.of(REPORTING);
            case REPORTING -> Optional.empty();
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Phase parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
