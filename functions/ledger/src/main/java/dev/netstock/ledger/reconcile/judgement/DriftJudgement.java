package dev.netstock.ledger.reconcile.judgement;

import dev.netstock.ledger.reconcile.judgement.Journal.GiveBack;
import dev.netstock.ledger.reconcile.judgement.Journal.Take;
import dev.netstock.ledger.reconcile.judgement.Journal.UndoneTake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges looks at an item with its journal. Each look allows a range of residuals: takes have the
 * item's version and are exact; units given back only have a time, so a look may or may not have
 * seen them. Drift is a residual that explains every look and is not 0.
 *
 * @param tolerance how far a time can be from its effect
 */
public record DriftJudgement(Tolerance tolerance) {
    /**
     * @param looks at least one
     * @param journal complete for all looks: every take that they saw is claimed or undone by now
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
     * Merges looks between which the item did not change: what is certain at any moment between
     * them is certain for all of them.
     */
    private static List<Look> merged(List<Look> looks) {
        List<Look> merged = new ArrayList<>();
        for (Look look : looks) {
            if (!merged.isEmpty() && merged.getLast().isSameAs(look)) {
                Look before = merged.removeLast();
                merged.add(
                        new Look(
                                latest(before.startedAt(), look.startedAt()),
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
            if (tolerance.isCertainlyBefore(back.at(), look.startedAt())) {
                most -= back.units();
            } else if (!tolerance.isCertainlyAfter(back.at(), look.endedAt())) {
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
