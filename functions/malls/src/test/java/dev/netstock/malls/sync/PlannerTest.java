package dev.netstock.malls.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.Rate;
import dev.netstock.malls.port.WriteMode;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Five items are to be shown; general stock has 100 units unless a test says otherwise. */
class PlannerTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final Sku A = new Sku("A");
    private static final Sku B = new Sku("B");
    private static final MallItem ITEM = new MallItem("item", "");
    private static final Set<WriteMode> RELATIVE =
            EnumSet.of(WriteMode.RELATIVE, WriteMode.ABSOLUTE);
    private static final Set<WriteMode> ABSOLUTE = EnumSet.of(WriteMode.ABSOLUTE);
    private static final Set<WriteMode> SWAP = EnumSet.of(WriteMode.COMPARE_AND_SET);

    @Test
    void raise_withoutUnitsInThePool_setsUnitsAsideFirst() {
        assertThat(next(row(0, 0, 100), RELATIVE)).isEqualTo(new Step.Move(Map.of(A, 5L)));
    }

    @Test
    void raise_withUnitsInThePool_addsTheDifference() {
        assertThat(next(row(2, 5, 100), RELATIVE))
                .isEqualTo(new Step.Write(new CountChange.Relative(3), Urgency.UP));
    }

    @Test
    void raise_ifGeneralStockHasTooFew_isAsMuchAsThePoolBacks() {
        assertThat(next(row(2, 4, 0), RELATIVE, 100))
                .isEqualTo(new Step.Write(new CountChange.Relative(2), Urgency.UP));
    }

    @Test
    void raise_beforeOrdersWereListedAgain_waits() {
        Step step = planner(RELATIVE, 0).next(row(2, 5, 100), mall(Instant.EPOCH), NOW);
        assertThat(step).isInstanceOf(Step.Wait.class);
    }

    @Test
    void lower_writesBeforeUnitsAreGivenBack() {
        ItemRow row = row(8, 8, 100);
        assertThat(next(row, RELATIVE))
                .isEqualTo(new Step.Write(new CountChange.Relative(-3), Urgency.DOWN));
        ItemRow begun = row.writing(new CountChange.Relative(-3), "key", NOW);
        ItemRow done = answered(begun, new WriteResult.Done(OptionalLong.empty()));
        assertThat(next(done, RELATIVE)).isEqualTo(new Step.Move(Map.of(A, -3L)));
    }

    @Test
    void lower_inDoubt_givesNothingBack_andReadsOnceItHasLanded() {
        ItemRow begun = row(8, 8, 100).writing(new CountChange.Relative(-8), "key", NOW);
        ItemRow doubtful = answered(begun, new WriteResult.InDoubt("no answer"));
        Planner planner = planner(RELATIVE, 0);
        assertThat(doubtful.estimate().high()).isEqualTo(8);
        assertThat(next(doubtful, RELATIVE)).isNotInstanceOf(Step.Move.class);
        assertThat(planner.needsReading(doubtful, NOW.plusSeconds(59))).isFalse();
        assertThat(planner.needsReading(doubtful, NOW.plusSeconds(62))).isTrue();
    }

    @Test
    void raise_inDoubt_isNotRepeated() {
        ItemRow begun = row(2, 5, 100).writing(new CountChange.Relative(3), "key", NOW);
        ItemRow doubtful = answered(begun, new WriteResult.InDoubt("no answer"));
        assertThat(next(doubtful, RELATIVE)).isInstanceOf(Step.Wait.class);
    }

    @Test
    void sellOut_inDoubt_isRepeatedAsAnAbsoluteZero() {
        ItemRow begun =
                withTotal(row(8, 8, 100), 0).writing(new CountChange.Relative(-8), "key", NOW);
        ItemRow doubtful = answered(begun, new WriteResult.InDoubt("no answer"));
        assertThat(next(doubtful, RELATIVE, 0))
                .isEqualTo(new Step.Write(new CountChange.Absolute(0), Urgency.ZERO));
    }

    @Test
    void anItemThatWasNeverRead_isWrittenToZeroFirst() {
        ItemRow row =
                ItemRow.mapped(ITEM, List.of(Part.of(A, 1)), List.of(new SkuLevel(A, 100, 0, 1)));
        assertThat(next(row, RELATIVE)).isInstanceOf(Step.Write.class);
        assertThat(((Step.Write) next(row, RELATIVE)).change())
                .isEqualTo(new CountChange.Absolute(0));
    }

    @Test
    void absoluteRaise_needsUnitsForTheOldCountAndTheNewOne() {
        assertThat(next(row(2, 5, 100), ABSOLUTE)).isEqualTo(new Step.Move(Map.of(A, 2L)));
        assertThat(next(row(2, 7, 100), ABSOLUTE))
                .isEqualTo(new Step.Write(new CountChange.Absolute(5), Urgency.UP));
    }

    @Test
    void absoluteRaise_withARisk_needsFewerUnits() {
        Step step = planner(ABSOLUTE, 2).next(row(2, 5, 100), mall(NOW), NOW);
        assertThat(step).isEqualTo(new Step.Write(new CountChange.Absolute(5), Urgency.UP));
    }

    @Test
    void absoluteRaise_isTrustedOnlyWhenAllOrdersBeforeItAreTaken() {
        ItemRow begun = row(2, 7, 100).writing(new CountChange.Absolute(5), "key", NOW);
        ItemRow done = answered(begun, new WriteResult.Done(OptionalLong.empty()));
        assertThat(done.estimate().high()).isEqualTo(7);
        assertThat(next(done, ABSOLUTE)).isInstanceOf(Step.Wait.class);
        ItemRow covered = done.covered(NOW.plusSeconds(10));
        assertThat(covered.estimate().high()).isEqualTo(5);
    }

    @Test
    void absoluteZero_needsNoUnits() {
        assertThat(next(withTotal(row(5, 5, 100), 0), ABSOLUTE, 0))
                .isEqualTo(new Step.Write(new CountChange.Absolute(0), Urgency.ZERO));
    }

    @Test
    void swap_afterAMismatch_addsToWhatTheMallShows() {
        ItemRow begun = row(2, 5, 100).writing(new CountChange.CompareAndSet(2, 5), "key", NOW);
        ItemRow mismatch = answered(begun, new WriteResult.Mismatch(OptionalLong.of(1)));
        assertThat(next(mismatch, SWAP))
                .isEqualTo(new Step.Write(new CountChange.CompareAndSet(1, 4), Urgency.UP));
    }

    @Test
    void aSet_isBackedByAllItsParts() {
        ItemRow row =
                ItemRow.mapped(
                                ITEM,
                                List.of(Part.of(A, 3), Part.of(B, 1)),
                                List.of(new SkuLevel(A, 100, 0, 1), new SkuLevel(B, 100, 0, 1)))
                        .withEstimate(new Estimate(0, 0, Optional.empty(), NOW));
        assertThat(next(row, RELATIVE)).isEqualTo(new Step.Move(Map.of(A, 3L, B, 1L)));
        ItemRow moved = row.withHeld(Map.of(A, 3L, B, 1L));
        assertThat(next(moved, RELATIVE))
                .isEqualTo(new Step.Write(new CountChange.Relative(1), Urgency.UP));
    }

    @Test
    void aClosedItem_isAProblem_andIsNotWritten() {
        ItemRow closed =
                row(2, 5, 100)
                        .read(new CountReading(ITEM, OptionalLong.of(0), NOW, true), NOW, NOW);
        assertThat(closed.progress().problem()).isPresent();
        assertThat(next(closed, RELATIVE)).isInstanceOf(Step.Wait.class);
    }

    @Test
    void anAnswerToAnotherWrite_changesNothing() {
        ItemRow begun = row(2, 5, 100).writing(new CountChange.Relative(3), "new", NOW);
        PendingWrite old = new PendingWrite("old", new CountChange.Relative(1), NOW, 1, 0);
        assertThat(
                        begun.written(
                                old,
                                new WriteResult.Done(OptionalLong.empty()),
                                NOW,
                                NOW,
                                Duration.ZERO))
                .isEqualTo(begun);
    }

    @Test
    void aThrottledWrite_isNotDone_andWaits() {
        ItemRow row = row(2, 5, 100);
        ItemRow begun = row.writing(new CountChange.Relative(3), "key", NOW);
        ItemRow throttled = answered(begun, new WriteResult.Throttled(Duration.ofSeconds(30)));
        assertThat(throttled.estimate()).isEqualTo(row.estimate());
        assertThat(next(throttled, RELATIVE)).isEqualTo(new Step.Wait(NOW.plusSeconds(31)));
    }

    @Test
    void aPausedMall_isNotWrittenTo_andGivesBackWhatItDoesNotShow() {
        MallRow paused = mall(NOW).withPaused(true);
        Planner planner = planner(RELATIVE, 0);
        assertThat(planner.next(row(8, 8, 100), paused, NOW)).isInstanceOf(Step.Wait.class);
        assertThat(planner.next(row(2, 2, 100), paused, NOW)).isInstanceOf(Step.Wait.class);
        assertThat(planner.next(row(2, 5, 100), paused, NOW))
                .isEqualTo(new Step.Move(Map.of(A, -3L)));
    }

    @Test
    void anotherMapping_takesEffectOnlyWhenTheMallCertainlyShowsNone() {
        Instant later = NOW.plusSeconds(5);
        ItemRow asked = row(5, 5, 100).asked(List.of(Part.of(B, 1)), NOW);
        assertThat(next(asked, RELATIVE))
                .isEqualTo(new Step.Write(new CountChange.Relative(-5), Urgency.ZERO));
        ItemRow zero =
                asked.withEstimate(new Estimate(0, 0, Optional.empty(), NOW))
                        .withProgress(asked.progress().withShown(OptionalLong.of(0), NOW));
        assertThat(next(zero, RELATIVE)).isEqualTo(new Step.Move(Map.of(A, -5L)));
        ItemRow empty = zero.withHeld(Map.of(A, -5L));
        assertThat(planner(RELATIVE, 0).needsReading(empty, later)).isTrue();
        assertThat(empty.isChangeable(later)).isFalse();
        ItemRow read =
                empty.read(new CountReading(ITEM, OptionalLong.of(0), later, false), later, later);
        assertThat(next(read, RELATIVE)).isEqualTo(new Step.Change());
        ItemRow changed = read.changed(List.of(new SkuLevel(B, 9, 0, 1)));
        assertThat(changed.parts()).containsExactly(Part.of(B, 1));
        assertThat(changed.levels()).containsOnlyKeys(B);
        assertThat(changed.estimate().isExact()).isTrue();
    }

    @Test
    void aMappingThatIsAskedForAgain_orTakenBack_changesNothing() {
        ItemRow row = row(5, 5, 100);
        ItemRow asked = row.asked(List.of(Part.of(B, 1)), NOW);
        assertThat(asked.asked(List.of(Part.of(B, 1)), NOW.plusSeconds(1))).isEqualTo(asked);
        assertThat(asked.asked(List.of(Part.of(A, 1)), NOW).mapping()).isEqualTo(row.mapping());
        assertThat(row.asked(List.of(Part.of(A, 1)), NOW)).isEqualTo(row);
    }

    @Test
    void anItemThatNothingWasSentFor_changesAtOnce() {
        ItemRow fresh = ItemRow.mapped(ITEM, List.of(Part.of(A, 1)), List.of());
        assertThat(fresh.asked(List.of(Part.of(B, 1)), NOW).isChangeable(NOW)).isTrue();
    }

    @Test
    void aRemovedItem_givesBackWhatACancelledOrderBrings_andIsOtherwiseLeftAlone() {
        ItemRow removed =
                ItemRow.mapped(ITEM, List.of(Part.of(A, 1)), List.of())
                        .asked(List.of(), NOW)
                        .changed(List.of());
        Planner planner = planner(RELATIVE, 0);
        assertThat(planner.next(removed, mall(NOW), NOW)).isInstanceOf(Step.Wait.class);
        assertThat(planner.needsReading(removed, NOW.plus(Duration.ofDays(9)))).isFalse();
        assertThat(planner.next(removed.pooled(Map.of(A, 2L)), mall(NOW), NOW))
                .isEqualTo(new Step.Move(Map.of(A, -2L)));
    }

    @Test
    void anItemThatTheMallDoesNotKnow_isReadAgainOnlyWhenItIsTriedAgain_andCanBeRemoved() {
        ItemRow row = row(5, 5, 100).withEstimate(Estimate.unknown());
        var gone = new CountReading(ITEM, OptionalLong.empty(), NOW, false);
        ItemRow failed = row.read(gone, NOW, NOW);
        Planner planner = planner(RELATIVE, 0);
        assertThat(planner.needsReading(failed, NOW.plusSeconds(30))).isFalse();
        assertThat(planner.needsReading(failed, NOW.plusSeconds(601))).isTrue();
        Instant later = NOW.plusSeconds(9);
        ItemRow removing = row.asked(List.of(), NOW).read(gone, later, later);
        ItemRow covered = removing.covered(later.plusSeconds(60));
        assertThat(planner.next(covered, mall(NOW), later))
                .isEqualTo(new Step.Move(Map.of(A, -5L)));
        assertThat(covered.withHeld(Map.of(A, -5L)).isChangeable(later)).isTrue();
    }

    @Test
    void aPush_readsTheCountAtOnce_whateverFailed() {
        ItemRow failed =
                row(5, 5, 100)
                        .read(new CountReading(ITEM, OptionalLong.empty(), NOW, false), NOW, NOW);
        ItemRow pushed = failed.pushed(NOW.plusSeconds(3));
        assertThat(planner(RELATIVE, 0).needsReading(pushed, NOW.plusSeconds(3))).isTrue();
        assertThat(pushed.due()).isEqualTo(NOW.plusSeconds(3));
        assertThat(pushed.progress().problem()).isEmpty();
    }

    /** An item with an exact estimate, units in the pool, and units in general stock. */
    private static ItemRow row(long estimate, long held, long general) {
        return ItemRow.mapped(
                        ITEM,
                        List.of(Part.of(A, 1)),
                        List.of(new SkuLevel(A, general, 100 - general, 1)))
                .withEstimate(new Estimate(estimate, estimate, Optional.empty(), Instant.EPOCH))
                .withHeld(Map.of(A, held))
                .withProgress(
                        Progress.none().withReadAt(NOW).withShown(OptionalLong.of(estimate), NOW));
    }

    private static ItemRow withTotal(ItemRow row, long total) {
        return row.withLevel(new SkuLevel(A, total, 0, 2));
    }

    private static ItemRow answered(ItemRow begun, WriteResult result) {
        return begun.written(
                begun.progress().write().orElseThrow(),
                result,
                NOW,
                NOW.plusSeconds(1),
                Duration.ZERO);
    }

    private static Step next(ItemRow row, Set<WriteMode> modes) {
        return next(row, modes, 100);
    }

    private static Step next(ItemRow row, Set<WriteMode> modes, long total) {
        assertThat(row.levels().values()).anyMatch(level -> level.total() == total);
        return planner(modes, 0).next(row, mall(NOW), NOW.plusSeconds(1));
    }

    private static MallRow mall(Instant pulledAt) {
        return MallRow.connected(new Channel("mall"), NOW).pulled(NOW, pulledAt);
    }

    private static Planner planner(Set<WriteMode> modes, long blindUnits) {
        MallSettings settings =
                new MallSettings(
                        new Channel("mall"),
                        MallSettings.Mode.SET_ASIDE,
                        5,
                        1,
                        0,
                        0,
                        50,
                        blindUnits,
                        Duration.ofHours(1),
                        List.of(),
                        0);
        return new Planner(capabilities(modes), settings, new Targets(List.of(settings)));
    }

    private static MallCapabilities capabilities(Set<WriteMode> modes) {
        Rate rate = new Rate(1, 1);
        return new MallCapabilities(
                modes,
                false,
                false,
                Duration.ZERO,
                100,
                rate,
                100,
                rate,
                rate,
                100,
                rate,
                true,
                Duration.ofSeconds(5),
                Duration.ZERO,
                Duration.ofDays(30),
                100,
                false,
                false,
                Duration.ofDays(90));
    }
}
