package dev.netstock.ledger.reconcile.judging;

import dev.netstock.ledger.reconcile.judging.Journal.GiveBack;
import dev.netstock.ledger.reconcile.judging.Journal.Take;
import dev.netstock.ledger.reconcile.judging.Journal.UndoneTake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges looks at an item by its journal. Each look allows a range of residuals: takes carry the
 * item's version and are exact, what goes back is known by its time alone and may or may not have
 * been there at the moment. Drift is one residual that explains every look, and is not 0.
 *
 * @param tolerance how far times and effects lie apart
 */
public record DriftJudgement(Tolerance tolerance) {
    /**
     * @param looks at least one
     * @param journal complete for all of them: every take that they saw is claimed or undone by now
     */
    public Drift judge(List<Look> looks, Journal journal) {
        Optional<Range> residual =
                merged(looks).stream()
                        .map(look -> Optional.of(residual(look, journal)))
                        .reduce((a, b) -> a.flatMap(range -> b.flatMap(range::and)))
                        .orElseThrow();
        return residual.map(DriftJudgement::drift).orElseGet(Drift.Unclear::new);
    }

    private static Drift drift(Range residual) {
        return residual.contains(0) ? new Drift.None(residual) : new Drift.Found(residual);
    }

    /**
     * An item that stood still is as if it had been looked at from the end of the one look to the
     * beginning of the other: what was certain at any of these moments is certain.
     */
    private static List<Look> merged(List<Look> looks) {
        List<Look> merged = new ArrayList<>();
        for (Look look : looks) {
            if (!merged.isEmpty() && merged.getLast().isSameAs(look)) {
                Look before = merged.removeLast();
                merged.add(
                        new Look(
                                latest(before.beganAt(), look.beganAt()),
                                earliest(before.endedAt(), look.endedAt()),
                                look.available(),
                                look.reserved(),
                                look.version()));
            } else {
                merged.add(look);
            }
        }
        return merged;
    }

    private Range residual(Look look, Journal journal) {
        long most = journal.before() + taken(look, journal);
        long mayBeBack = 0;
        for (GiveBack back : backSeenBy(look, journal)) {
            if (tolerance.surelyBefore(back.at(), look.beganAt())) {
                most -= back.units();
            } else if (!tolerance.surelyAfter(back.at(), look.endedAt())) {
                mayBeBack += back.units();
            }
        }
        return new Range(look.reserved() - most, look.reserved() - most + mayBeBack);
    }

    private static long taken(Look look, Journal journal) {
        long claimed =
                journal.takes().stream()
                        .filter(take -> take.version() <= look.version())
                        .mapToLong(Take::units)
                        .sum();
        return claimed + undoneSeenBy(look, journal).stream().mapToLong(UndoneTake::units).sum();
    }

    private static List<GiveBack> backSeenBy(Look look, Journal journal) {
        List<GiveBack> backs = new ArrayList<>(journal.givenBack());
        undoneSeenBy(look, journal)
                .forEach(take -> backs.add(new GiveBack(take.units(), take.undoneAt())));
        return backs;
    }

    private static List<UndoneTake> undoneSeenBy(Look look, Journal journal) {
        return journal.undoneTakes().stream()
                .filter(take -> take.version() <= look.version())
                .toList();
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
