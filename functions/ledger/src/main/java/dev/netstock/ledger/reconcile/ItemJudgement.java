package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.reconcile.Finding.Numbers;
import dev.netstock.ledger.reconcile.Suspect.LedgerSupply;
import dev.netstock.ledger.reconcile.Suspect.Seen;
import dev.netstock.ledger.reconcile.judgement.Drift;
import dev.netstock.ledger.reconcile.judgement.DriftJudgement;
import dev.netstock.ledger.reconcile.judgement.Manipulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds what is wrong with the items of one SKU at one location. Pure.
 *
 * @param judgement separates drift from units in flight
 */
record ItemJudgement(DriftJudgement judgement) {
    /** The drift of {@code reserved} of an item, regardless of its other numbers. */
    Drift drift(Suspect suspect) {
        return judgement.judge(suspect.plainLooks(), suspect.journal());
    }

    /**
     * @param shards the items, the first one first; it is missing if it agreed with the ledger when
     *     it was looked at, and a shard or a pool came into being afterwards
     */
    List<Finding> findings(List<Suspect> shards) {
        Suspect first = shards.getFirst();
        boolean hasFirst = first.item().shard() == 0;
        Optional<Finding> supply = hasFirst ? ofSupply(first) : Optional.empty();
        if (supply.map(Finding::kind).equals(Optional.of(Kind.UNKNOWN_ITEM))) {
            return List.of(supply.orElseThrow());
        }
        List<Finding> findings = new ArrayList<>(supply.stream().toList());
        List<Suspect> missing = shards.stream().filter(this::isMissing).toList();
        missing.forEach(shard -> findings.add(missing(shard)));
        long supplyOff = hasFirst ? supplyOff(first.last()) : 0;
        long imbalance = hasFirst && missing.isEmpty() ? imbalance(shards, supplyOff) : 0;
        for (Suspect shard : shards) {
            boolean isFirst = shard.item().shard() == 0;
            Manipulation edited =
                    Manipulation.of(isFirst ? imbalance : 0, isFirst ? supplyOff : 0, drift(shard));
            edited(shard, edited).filter(_ -> !missing.contains(shard)).ifPresent(findings::add);
        }
        return findings;
    }

    /**
     * Whether an item that is not there has been there: the first look found it, orders hold units
     * of it, or took some before the look. Without orders, all that it had is available units,
     * which the sum of the others lacks.
     */
    private boolean isMissing(Suspect suspect) {
        return suspect.isAbsent()
                && (suspect.looks().size() > 1
                        || drift(suspect) instanceof Drift.Found
                        || suspect.lines().stream().anyMatch(line -> isTaken(line, suspect)));
    }

    private boolean isTaken(JournalLine line, Suspect suspect) {
        Instant lookedAt = suspect.last().look().startedAt();
        return line.take() > 0
                && !line.undone()
                && judgement.tolerance().isCertainlyBefore(line.at(), lookedAt);
    }

    private static Finding missing(Suspect suspect) {
        return Finding.ofItem(
                Kind.MISSING_SHARD,
                suspect.item(),
                Optional.of(new Numbers(suspect.reserved(), 0)),
                Optional.empty(),
                0);
    }

    private static Optional<Finding> edited(Suspect suspect, Manipulation edited) {
        return edited.isNothing()
                ? Optional.empty()
                : Optional.of(
                        Finding.ofItem(
                                Kind.EDITED_ITEM,
                                suspect.item(),
                                Optional.empty(),
                                Optional.of(edited),
                                suspect.last().supplyVersion()));
    }

    private static Optional<Finding> ofSupply(Suspect suspect) {
        Seen seen = suspect.last();
        return switch (seen.ledger()) {
            case LedgerSupply.Unknown _ -> Optional.of(ofSupply(Kind.UNKNOWN_ITEM, suspect, 0));
            case LedgerSupply.Known(_, long version, _) when seen.supplyVersion() > version ->
                    Optional.of(ofSupply(Kind.AHEAD_ITEM, suspect, version));
            case LedgerSupply.Known(_, long version, boolean behind) when behind ->
                    Optional.of(ofSupply(Kind.STALE_ITEM, suspect, version));
            case LedgerSupply.Known _ -> Optional.empty();
        };
    }

    private static Finding ofSupply(Kind kind, Suspect suspect, long version) {
        long actual = suspect.last().supplyVersion();
        return Finding.ofItem(
                kind,
                suspect.item(),
                Optional.of(new Numbers(version, actual)),
                Optional.empty(),
                actual);
    }

    /** The supply of a version never changes in the ledger, so a difference is an edit. */
    private static long supplyOff(Seen seen) {
        return switch (seen.ledger()) {
            case LedgerSupply.Known(long supply, long version, _)
                    when version == seen.supplyVersion() ->
                    seen.supply() - supply;
            case LedgerSupply.Known _, LedgerSupply.Unknown _ -> 0;
        };
    }

    /**
     * A single item is exact at any moment; for several, two looks must agree. If a shard or a pool
     * came into being between them, the next run judges the items.
     */
    private static long imbalance(List<Suspect> items, long supplyOff) {
        Seen before = items.getFirst().looks().getFirst();
        Seen now = items.getFirst().last();
        if (before.items() != items.size() || now.items() != items.size()) {
            return 0;
        }
        if (items.size() > 1 && items.stream().anyMatch(ItemJudgement::wasSeenOnce)) {
            return 0;
        }
        long last = sum(items, Suspect::last) - now.supply() + supplyOff;
        long first = sum(items, item -> item.looks().getFirst()) - before.supply() + supplyOff;
        return items.size() == 1 || first == last ? last : 0;
    }

    private static boolean wasSeenOnce(Suspect item) {
        return item.looks().size() == 1 && !item.isAbsent();
    }

    private static long sum(List<Suspect> items, Function<Suspect, Seen> look) {
        return items.stream().map(look).mapToLong(ItemJudgement::units).sum();
    }

    private static long units(Seen seen) {
        return seen.look().available() + seen.look().reserved();
    }
}
