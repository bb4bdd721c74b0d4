package dev.netstock.stock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.GiveBackAnswer;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.Take;
import dev.netstock.stock.table.TakeAnswer;
import dev.netstock.stock.table.Terms;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Random histories. {@code -Dtest.seed=SEED -Dtest.length=1} repeats one. The short form has enough
 * of them to break each of the broken protocols, the rarest with one in 125.
 */
class RandomHistoryTest {
    private static final int AT_VERIFY = 500;
    private static final long FIRST = Seed.or(1);
    private static final long HISTORIES = Length.of(AT_VERIFY, 100_000);

    @Test
    void everyHistory_withKillsLostResponsesAndLateWrites_keepsTheInvariants() {
        assertThatCode(() -> run(FIRST, HISTORIES, ModelTables::new)).doesNotThrowAnyException();
    }

    @Test
    void histories_withoutTheFenceOfTheSweep_breakTheInvariants() {
        assertThatThrownBy(() -> run(1, AT_VERIFY, WithoutFence::new))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void histories_withoutTheMarkerOfTheUndo_breakTheInvariants() {
        assertThatThrownBy(() -> run(1, AT_VERIFY, WithoutMarker::new))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void histories_whoseReleasesGiveBackShippedUnits_breakTheInvariants() {
        assertCaught("gave back units that had left", ReleasingAll::new);
    }

    @Test
    void histories_withoutTheLookBeforeARefusal_refuseRepeats() {
        assertThatThrownBy(() -> run(1, AT_VERIFY, WithoutLook::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("A repeat was refused");
    }

    @Test
    void histories_withoutTheUndoAfterALostClaim_leaveUnitsToTheSweep() {
        assertThatThrownBy(() -> run(1, AT_VERIFY, WithoutUndo::new))
                .isInstanceOf(AssertionError.class)
                .hasStackTraceContaining("everyTakeIsClaimedOrUndone");
    }

    @Test
    void histories_whoseTakesLeaveNoBuffer_breakTheInvariants() {
        assertCaught("a buffer was crossed", WithoutBuffers::new);
    }

    @Test
    void histories_whoseTakesLeaveNoBufferOfTheCategory_breakTheInvariants() {
        assertCaught("a buffer was crossed", WithoutCategoryBuffers::new);
    }

    @Test
    void histories_whosePoolsAlwaysSpillOver_breakTheInvariants() {
        assertCaught("took from general stock beside its pool", WithoutRules::new);
    }

    @Test
    void histories_whoseEndedPoolsMoveTheirUnitsTwice_breakTheInvariants() {
        assertCaught("An ended pool is in use", MovingTwice::new);
    }

    @Test
    void histories_whoseEndedPoolsKeepWhatComesBack_breakTheInvariants() {
        assertCaught("An ended pool is in use", WithoutForwarding::new);
    }

    @Test
    void histories_whoseExpiriesIgnoreExtensions_expireTooEarly() {
        assertCaught("", ExpiringAsReserved::new);
    }

    @Test
    void histories_whoseExtensionsIgnoreLostRaces_reviveHolds() {
        assertCaught("a hold was extended after its order had ended", ExtendingInAnyCase::new);
    }

    @Test
    void histories_whoseTransfersGiveBackAgain_loseUnits() {
        assertCaught("", GivingBackAgain::new);
    }

    @Test
    void histories_whoseTransfersAreNotUndoneAfterALostClaim_leaveUnitsToTheSweep() {
        assertThatThrownBy(() -> run(1, AT_VERIFY, TransferringWithoutUndo::new))
                .isInstanceOf(AssertionError.class)
                .hasStackTraceContaining("everyTakeIsClaimedOrUndone");
    }

    @Test
    void histories_whoseTransfersMoveShippedUnits_breakTheInvariants() {
        assertCaught("gave back units that had left", TransferringAll::new);
    }

    @Test
    void histories_whoseRepeatedTransfersMoveAgain_breakTheInvariants() {
        assertCaught("", ForgettingTransfers::new);
    }

    @Test
    void histories_whoseOtherShardsIgnoreTheBuffer_breakTheInvariants() {
        assertCaught("a buffer was crossed", WithoutBuffersOfShards::new);
    }

    @Test
    void histories_whoseTransfersClaimNoTakes_loseUnits() {
        assertCaught("", ClaimingNoTakes::new);
    }

    /** A broken read also makes answers untrue, so other failures may come first. */
    private static void assertCaught(String failure, Supplier<ModelTables> tables) {
        Optional<String> caught =
                LongStream.rangeClosed(1, 2 * AT_VERIFY)
                        .mapToObj(seed -> failureOf(seed, tables))
                        .flatMap(Optional::stream)
                        .filter(message -> message.contains(failure))
                        .findFirst();
        assertThat(caught).isPresent();
        System.out.println(">> caught by " + caught.get().lines().findFirst().orElseThrow());
    }

    private static Optional<String> failureOf(long seed, Supplier<ModelTables> tables) {
        try {
            run(seed, 1, tables);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static void run(long first, long count, Supplier<ModelTables> tables) {
        LongStream.range(first, first + count)
                .forEach(
                        seed -> {
                            try {
                                new RandomHistory(seed, tables.get()).run();
                            } catch (AssertionError | RuntimeException e) {
                                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
                            }
                        });
    }

    private static final class WithoutFence extends ModelTables {
        @Override
        public AppendAnswer append(Delta delta) {
            return delta.change() instanceof Change.Abandoned
                    ? new AppendAnswer.Written()
                    : super.append(delta);
        }
    }

    /** A release gives back all units that the order holds, also shipped ones. */
    private static final class ReleasingAll extends ModelTables {
        @Override
        public GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed) {
            return delta.change() instanceof Change.Released
                    ? super.giveBack(
                            new Delta(
                                    delta.cause(),
                                    delta.step(),
                                    new Change.Released(held(delta.cause())),
                                    delta.channel(),
                                    delta.origin(),
                                    delta.allowances()),
                            closed)
                    : super.giveBack(delta, closed);
        }

        private List<DeltaLine> held(Cause cause) {
            Map<ItemKey, Long> units = new TreeMap<>();
            deltas(cause).stream()
                    .flatMap(delta -> delta.lines().stream())
                    .forEach(line -> units.merge(line.item(), -line.units(), Long::sum));
            return units.entrySet().stream()
                    .filter(item -> item.getValue() > 0)
                    .map(item -> DeltaLine.giveBack(item.getKey(), item.getValue()))
                    .toList();
        }
    }

    /** A reservation never finds the rows of its order, except by its claim. */
    private static final class WithoutLook extends ModelTables {
        @Override
        public List<Delta> deltas(Cause cause) {
            return isInReservation() ? List.of() : super.deltas(cause);
        }
    }

    /** Attempts undo nothing; the sweep does. */
    private static final class WithoutUndo extends ModelTables {
        private final Set<String> takes = new HashSet<>();

        @Override
        public TakeAnswer take(Take take, Instant now) {
            takes.add(take.attempt().substring(0, take.attempt().indexOf('.')));
            return super.take(take, now);
        }

        @Override
        public GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed) {
            return delta.change() instanceof Change.Undone
                            && takes.contains(delta.origin().attempt())
                    ? new GiveBackAnswer.Written()
                    : super.giveBack(delta, closed);
        }
    }

    /** Takes ignore the buffer of the channel. */
    private static final class WithoutBuffers extends ModelTables {
        @Override
        public TakeAnswer take(Take take, Instant now) {
            return super.take(withTerms(take, Optional.empty()), now);
        }
    }

    /** Takes ignore the buffer of the channel, except those from the first item of a SKU. */
    private static final class WithoutBuffersOfShards extends ModelTables {
        @Override
        public TakeAnswer take(Take take, Instant now) {
            return super.take(
                    take.item().shard() == 0 ? take : withTerms(take, Optional.empty()), now);
        }
    }

    /** Takes ignore the buffer that the channel has by the SKU's category. */
    private static final class WithoutCategoryBuffers extends ModelTables {
        @Override
        public TakeAnswer take(Take take, Instant now) {
            boolean isOfCategory =
                    take.terms()
                            .filter(terms -> isOfCategory(take.item().first(), terms))
                            .isPresent();
            return super.take(isOfCategory ? withTerms(take, Optional.empty()) : take, now);
        }

        private boolean isOfCategory(ItemKey first, Terms terms) {
            return super.items(List.of(first), Consistency.STRONG).done().stream()
                    .map(StockItem::layout)
                    .anyMatch(
                            layout ->
                                    !layout.buffers().containsKey(terms.channel())
                                            && layout.categoryBuffers()
                                                    .containsKey(terms.channel()));
        }
    }

    /** Reservations read every pool as one that spills over. */
    private static final class WithoutRules extends ModelTables {
        @Override
        public BatchAnswer<ItemKey, StockItem> items(List<ItemKey> keys, Consistency consistency) {
            BatchAnswer<ItemKey, StockItem> answer = super.items(keys, consistency);
            if (!isInReservation()) {
                return answer;
            }
            return new BatchAnswer<>(
                    answer.done().stream().map(WithoutRules::spilling).toList(), answer.left());
        }

        @Override
        public TakeAnswer take(Take take, Instant now) {
            return super.take(withTerms(take, take.terms().map(it -> asStored(take, it))), now);
        }

        private Terms asStored(Take take, Terms terms) {
            return super.items(List.of(take.item().first()), Consistency.STRONG).done().stream()
                    .findFirst()
                    .map(first -> Terms.of(first.layout(), terms.channel(), terms.buffer()))
                    .orElse(terms);
        }

        private static StockItem spilling(StockItem item) {
            Layout layout = item.layout();
            for (Channel channel : layout.rules().keySet()) {
                layout = layout.withRule(channel, Optional.of(PoolRule.SPILLOVER));
            }
            return new StockItem(
                    item.key(),
                    item.available(),
                    item.reserved(),
                    item.version(),
                    layout,
                    item.lastChange(),
                    item.supply());
        }
    }

    private static Take withTerms(Take take, Optional<Terms> terms) {
        return new Take(
                take.item(),
                take.units(),
                take.order(),
                take.step(),
                take.attempt(),
                take.forced(),
                terms,
                take.onlyIfNew());
    }

    /** A move out of a pool does not ask whether the pool still has its units. */
    private static final class MovingTwice extends ModelTables {
        @Override
        boolean mayMove(DeltaLine line) {
            return super.mayMove(line) || (line.item().isPool() && line.units() < 0);
        }
    }

    /** Units come back to the item that they were taken from, closed or not. */
    private static final class WithoutForwarding extends ModelTables {
        @Override
        public Optional<StockItem> setLayout(
                ItemKey item, Layout expected, Layout next, LastChange change, Instant now) {
            return item.isPool()
                    ? super.setLayout(
                            item, expected, next.withClosing(Optional.empty()), change, now)
                    : super.setLayout(item, expected, next, change, now);
        }
    }

    /** Reads find extensions, but with an end that is over. */
    private static final class ExpiringAsReserved extends ModelTables {
        @Override
        public List<Delta> deltas(Cause cause) {
            return super.deltas(cause).stream()
                    .map(
                            row ->
                                    row.change() instanceof Change.Extended
                                            ? with(row, new Change.Extended(Instant.EPOCH))
                                            : row)
                    .toList();
        }
    }

    /** An extension is written at the next free step, whatever the steps before it are. */
    private static final class ExtendingInAnyCase extends ModelTables {
        @Override
        public AppendAnswer append(Delta delta) {
            AppendAnswer answer = super.append(delta);
            return delta.change() instanceof Change.Extended
                            && answer instanceof AppendAnswer.Exists
                    ? append(at(delta, Integer.parseInt(delta.step()) + 1))
                    : answer;
        }
    }

    /** A repeated transaction of a transfer gives its units back although its row exists. */
    private static final class GivingBackAgain extends ModelTables {
        private int repeats;

        @Override
        public GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed) {
            GiveBackAnswer answer = super.giveBack(delta, closed);
            if (delta.change() instanceof Change.Transferred
                    && answer instanceof GiveBackAnswer.Exists) {
                super.giveBack(
                        new Delta(
                                delta.cause(),
                                "undo#again" + repeats++,
                                new Change.Released(delta.returns()),
                                delta.channel(),
                                delta.origin()),
                        closed);
            }
            return answer;
        }
    }

    /** Attempts to transfer undo nothing; the sweep does. */
    private static final class TransferringWithoutUndo extends ModelTables {
        @Override
        public GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed) {
            return delta.change() instanceof Change.Undone && isInTransfer()
                    ? new GiveBackAnswer.Written()
                    : super.giveBack(delta, closed);
        }
    }

    /** Transfers do not recognize that the order was transferred under their id before. */
    private static final class ForgettingTransfers extends ModelTables {
        @Override
        public List<Delta> deltas(Cause cause) {
            return super.deltas(cause).stream()
                    .map(
                            row ->
                                    row.change() instanceof Change.Transferred transferred
                                                    && isInTransfer()
                                            ? with(
                                                    row,
                                                    new Change.Transferred(
                                                            transferred.lines(),
                                                            new TransferId("other"),
                                                            transferred.contents()))
                                            : row)
                    .toList();
        }
    }

    /** Transfers do not see that units have shipped. */
    private static final class TransferringAll extends ModelTables {
        @Override
        public List<Delta> deltas(Cause cause) {
            return super.deltas(cause).stream()
                    .map(
                            row ->
                                    row.change() instanceof Change.Shipped && isInTransfer()
                                            ? with(row, new Change.Shipped(List.of()))
                                            : row)
                    .toList();
        }
    }

    /** The row of a transfer names the items of its takes, but not the takes. */
    private static final class ClaimingNoTakes extends ModelTables {
        @Override
        public GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed) {
            return delta.change() instanceof Change.Transferred transferred
                    ? super.giveBack(
                            with(
                                    delta,
                                    new Change.Transferred(
                                            transferred.lines().stream()
                                                    .map(
                                                            line ->
                                                                    new DeltaLine(
                                                                            line.item(),
                                                                            line.units(),
                                                                            0))
                                                    .toList(),
                                            transferred.transferId(),
                                            transferred.contents())),
                            closed)
                    : super.giveBack(delta, closed);
        }
    }

    private static Delta with(Delta row, Change change) {
        return new Delta(row.cause(), row.step(), change, row.channel(), row.origin());
    }

    private static Delta at(Delta row, int step) {
        return new Delta(
                row.cause(), Delta.stepKey(step), row.change(), row.channel(), row.origin());
    }

    private static final class WithoutMarker extends ModelTables {
        private int undone;

        @Override
        public GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed) {
            return delta.change() instanceof Change.Undone
                    ? super.giveBack(
                            new Delta(
                                    delta.cause(),
                                    delta.step() + "#" + undone++,
                                    delta.change(),
                                    delta.channel(),
                                    delta.origin()),
                            closed)
                    : super.giveBack(delta, closed);
        }
    }
}
