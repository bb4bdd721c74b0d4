package dev.netstock.ledger.reconcile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The phases of a run, in their order. The slices of a phase run concurrently. */
enum Phase {
    /** Reads all items of net stock. */
    LOOKING,
    /** Reads the suspects again. */
    LOOKING_AGAIN,
    /** Compares all deltas by id, and the ledger's sums with its own deltas. */
    COMPARING,
    /** Judges the looks with the journal. */
    JUDGING,
    /** Repairs the findings, if the run repairs. */
    REPAIRING,
    /** Writes the report. */
    REPORTING;

    /** Whether the next phase waits until everything in flight has settled. */
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
                            WorkKind.ALLOWANCES,
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
