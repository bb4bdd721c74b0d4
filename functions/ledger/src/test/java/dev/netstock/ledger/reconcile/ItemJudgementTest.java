package dev.netstock.ledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.ledger.reconcile.Finding.Numbers;
import dev.netstock.ledger.reconcile.Suspect.LedgerSupply;
import dev.netstock.ledger.reconcile.Suspect.Seen;
import dev.netstock.ledger.reconcile.judgement.Drift;
import dev.netstock.ledger.reconcile.judgement.DriftJudgement;
import dev.netstock.ledger.reconcile.judgement.Look;
import dev.netstock.ledger.reconcile.judgement.Manipulation;
import dev.netstock.ledger.reconcile.judgement.Range;
import dev.netstock.ledger.reconcile.judgement.Tolerance;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is wrong with the items of tape in the east, of which 10 of 100 units are reserved. */
class ItemJudgementTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ItemKey TAPE = ItemKey.of(new Sku("tape"), new Location("east"));
    private static final LedgerSupply AGREES = new LedgerSupply.Known(100, 7, false);

    private final ItemJudgement judgement =
            new ItemJudgement(new DriftJudgement(Tolerance.of(Duration.ofSeconds(60))));

    @Test
    void findings_ofAnItemThatAgrees_areNone() {
        assertThat(judgement.findings(List.of(suspect(0, 10, seen(90, 10))))).isEmpty();
        assertThat(judgement.drift(suspect(0, 10, seen(90, 10))))
                .isEqualTo(new Drift.None(Range.exactly(0)));
    }

    @Test
    void findings_ofAnItemUnknownToTheLedger_areThatOnly() {
        var seen = new Seen(look(0, 500, 10), 1, 100, 7, new LedgerSupply.Unknown());

        assertThat(judgement.findings(List.of(suspect(0, 10, seen))))
                .containsExactly(ofSupply(Kind.UNKNOWN_ITEM, 0));
    }

    @Test
    void findings_ofAnItemAheadOfTheLedger_haveBothVersions() {
        assertThat(findings(new LedgerSupply.Known(50, 6, false)))
                .containsExactly(ofSupply(Kind.AHEAD_ITEM, 6));
    }

    @Test
    void findings_ofAnItemBehindTheLedger_haveBothVersions() {
        assertThat(findings(new LedgerSupply.Known(120, 8, true)))
                .containsExactly(ofSupply(Kind.STALE_ITEM, 8));
        assertThat(findings(new LedgerSupply.Known(120, 8, false))).isEmpty();
    }

    @Test
    void findings_whenTheSupplyOfTheSameVersionDiffers_haveTheDifference() {
        assertThat(findings(new LedgerSupply.Known(97, 7, false)))
                .containsExactly(edited(0, new Manipulation(3, 0, 3, true)));
    }

    @Test
    void findings_whenAvailableIsTooHigh_haveTheExcess() {
        assertThat(judgement.findings(List.of(suspect(0, 10, seen(94, 10)))))
                .containsExactly(edited(0, new Manipulation(4, 0, 0, true)));
    }

    @Test
    void findings_whenReservedHasNoDelta_correctBothNumbers() {
        assertThat(judgement.findings(List.of(suspect(0, 10, seen(88, 12)))))
                .containsExactly(edited(0, new Manipulation(-2, 2, 0, true)));
    }

    @Test
    void findings_ofSeveralShards_addThemUp() {
        assertThat(
                        judgement.findings(
                                List.of(
                                        suspect(0, 10, ofTwo(seen(40, 10)), ofTwo(seen(40, 10))),
                                        suspect(1, 5, seen(45, 5), seen(45, 5)))))
                .isEmpty();
        assertThat(
                        judgement.findings(
                                List.of(
                                        suspect(0, 10, ofTwo(seen(40, 10)), ofTwo(seen(40, 10))),
                                        suspect(1, 5, seen(48, 5), seen(48, 5)))))
                .containsExactly(edited(0, new Manipulation(3, 0, 0, true)));
    }

    /** The first item agreed when it was looked at; only then was the SKU split. */
    @Test
    void findings_ofAShardAlone_areNotThoseOfTheFirstItem() {
        var behind = new Seen(look(0, 5, 5), 0, 0, 0, new LedgerSupply.Known(100, 7, true));
        assertThat(judgement.findings(List.of(suspect(1, 5, behind)))).isEmpty();
    }

    @Test
    void findings_ofSeveralShardsWhoseLooksDiffer_areNoEdit() {
        assertThat(
                        judgement.findings(
                                List.of(
                                        suspect(0, 10, ofTwo(seen(40, 10)), ofTwo(seen(40, 10))),
                                        suspect(1, 5, seen(45, 5), seen(48, 5)))))
                .isEmpty();
    }

    @Test
    void findings_ofSeveralShardsAndAWrongSupply_addUpToTheLedgersSupply() {
        LedgerSupply less = new LedgerSupply.Known(97, 7, false);
        assertThat(
                        judgement.findings(
                                List.of(
                                        suspect(
                                                0,
                                                10,
                                                ofTwo(seen(40, 10, less)),
                                                ofTwo(seen(40, 10, less))),
                                        suspect(1, 5, seen(45, 5), seen(45, 5)))))
                .containsExactly(edited(0, new Manipulation(3, 0, 3, true)));
    }

    @Test
    void findings_ofASecondShard_nameIt() {
        assertThat(
                        judgement.findings(
                                List.of(
                                        suspect(0, 10, ofTwo(seen(40, 10)), ofTwo(seen(40, 10))),
                                        suspect(1, 5, seen(43, 7), seen(43, 7)))))
                .containsExactly(edited(1, new Manipulation(-2, 2, 0, true)));
    }

    @Test
    void findings_whenAnItemWasNotLookedAt_areNoEdit() {
        assertThat(
                        judgement.findings(
                                List.of(suspect(0, 10, ofTwo(seen(40, 10)), ofTwo(seen(40, 10))))))
                .isEmpty();
        assertThat(judgement.findings(List.of(suspect(0, 10, seen(90, 10), ofTwo(seen(80, 10))))))
                .isEmpty();
    }

    /** Orders hold units of it, or the first look found it. */
    @Test
    void findings_ofAShardThatIsNoLongerThere_areThatOnly() {
        Suspect first = suspect(0, 10, ofTwo(seen(40, 10)), ofTwo(seen(40, 10)));
        assertThat(judgement.findings(List.of(first, suspect(1, 5, absent()))))
                .containsExactly(missing(1, 5));
        assertThat(judgement.findings(List.of(first, suspect(1, 0, seen(50, 0), absent()))))
                .containsExactly(missing(1, 0));
    }

    @Test
    void findings_ofAShardThatIsNoLongerThere_andWasNewInTheJournal_areThatOnly() {
        Suspect first = suspect(0, 10, ofTwo(seen(40, 10)), ofTwo(seen(40, 10)));
        var take =
                new JournalLine(
                        "order#o1#0001", 0, NOON.minusSeconds(61), TAPE.shard(1), -5, 3, false);
        var shard = new Suspect(TAPE.shard(1), List.of(absent()), 0, List.of(take));
        assertThat(judgement.findings(List.of(first, shard))).containsExactly(missing(1, 5));
    }

    @Test
    void findings_ofAShardThatHasNeverBeenThere_areNone() {
        Suspect first = suspect(0, 10, ofTwo(seen(90, 10)), ofTwo(seen(90, 10)));
        assertThat(judgement.findings(List.of(first, suspect(1, 0, absent())))).isEmpty();
    }

    @Test
    void findings_ofAShardThatIsNotThereAndHasNoOrders_areWhatTheSumLacks() {
        Suspect first = suspect(0, 10, ofTwo(seen(40, 10)), ofTwo(seen(40, 10)));
        assertThat(judgement.findings(List.of(first, suspect(1, 0, absent()))))
                .containsExactly(edited(0, new Manipulation(-50, 0, 0, true)));
    }

    /** The second look may have found it with units that it read at the first item as well. */
    @Test
    void findings_ofAShardThatOnlyTheSecondLookFound_areNoEdit() {
        Suspect first = suspect(0, 10, ofTwo(seen(90, 10)), ofTwo(seen(90, 10)));
        assertThat(judgement.findings(List.of(first, suspect(1, 0, seen(7, 0))))).isEmpty();
    }

    private List<Finding> findings(LedgerSupply ledger) {
        return judgement.findings(List.of(suspect(0, 10, seen(90, 10, ledger))));
    }

    private static Finding ofSupply(Kind kind, long version) {
        return Finding.ofItem(
                kind, TAPE, Optional.of(new Numbers(version, 7)), Optional.empty(), 7);
    }

    private static Finding edited(int shard, Manipulation edited) {
        return Finding.ofItem(
                Kind.EDITED_ITEM, TAPE.shard(shard), Optional.empty(), Optional.of(edited), 7);
    }

    private static Finding missing(int shard, long held) {
        return Finding.ofItem(
                Kind.MISSING_SHARD,
                TAPE.shard(shard),
                Optional.of(new Finding.Numbers(held, 0)),
                Optional.empty(),
                0);
    }

    private static Suspect suspect(int shard, long before, Seen... looks) {
        return new Suspect(TAPE.shard(shard), Arrays.asList(looks), before, List.of());
    }

    private static Seen seen(long available, long reserved) {
        return seen(available, reserved, AGREES);
    }

    private static Seen seen(long available, long reserved, LedgerSupply ledger) {
        return new Seen(look(0, available, reserved), 1, 100, 7, ledger);
    }

    /** A look that did not find the item. */
    private static Seen absent() {
        return new Seen(new Look(NOON, NOON, 0, 0, 0), 0, 0, 0, AGREES);
    }

    /** A look at the first of two items. */
    private static Seen ofTwo(Seen seen) {
        return new Seen(seen.look(), 2, seen.supply(), seen.supplyVersion(), seen.ledger());
    }

    private static Look look(int second, long available, long reserved) {
        Instant at = NOON.plusSeconds(second);
        return new Look(at, at, available, reserved, 5);
    }
}
