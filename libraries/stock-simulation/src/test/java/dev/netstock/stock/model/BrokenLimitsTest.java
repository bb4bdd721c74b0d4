package dev.netstock.stock.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.ClaimAnswer;
import dev.netstock.stock.table.GiveBackAnswer;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.Take;
import dev.netstock.stock.table.TakeAnswer;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/** Random histories find each broken protocol of purchase limits. */
class BrokenLimitsTest {
    private static final int HISTORIES = 500;

    @Test
    void histories_whoseExpiriesKeepTheAllowance_breakTheInvariants() {
        assertThatThrownBy(() -> run(ExpiryKeepsAllowance::new))
                .hasMessageContaining("an order holds other units than its allowance counts");
    }

    @Test
    void histories_whoseCancellationsGiveTheAllowanceBackTwice_breakTheInvariants() {
        assertThatThrownBy(() -> run(CancelsTwice::new))
                .hasMessageContaining("an allowance is not what deltas say");
    }

    @Test
    void histories_whoseRepeatsCountTwice_breakTheInvariants() {
        assertThatThrownBy(() -> run(RepeatsCount::new))
                .hasMessageContaining("an allowance is not what deltas say");
    }

    @Test
    void histories_whoseLateConfirmationsTakeNoAllowance_breakTheInvariants() {
        assertThatThrownBy(() -> run(ConfirmsWithoutAllowance::new))
                .hasMessageContaining("an order holds other units than its allowance counts");
    }

    @Test
    void histories_whoseClaimsTrustTheReadingBefore_exceedTheLimit() {
        assertThatThrownBy(() -> run(WithoutCondition::new))
                .hasMessageContaining("A customer holds more than the limit");
    }

    @Test
    void histories_whoseTakesDoNotShowTheLimit_exceedIt() {
        assertThatThrownBy(() -> run(StaleLimit::new))
                .hasMessageMatching(
                        "seed .*(An order exceeds its limit|A customer holds more|Taken"
                                + " without).*");
    }

    @Test
    void histories_withoutTheFenceOfARefusedClaim_breakTheInvariants() {
        assertThatThrownBy(() -> run(WithoutFence::new)).isInstanceOf(AssertionError.class);
    }

    private static void run(Supplier<ModelTables> tables) {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            try {
                new RandomHistory(seed, tables.get()).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static Delta withoutAllowances(Delta delta) {
        return new Delta(
                delta.cause(), delta.step(), delta.change(), delta.channel(), delta.origin());
    }

    private static final class ExpiryKeepsAllowance extends ModelTables {
        @Override
        public GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed) {
            return super.giveBack(
                    delta.change() instanceof Change.Expired ? withoutAllowances(delta) : delta,
                    closed);
        }
    }

    private static final class CancelsTwice extends ModelTables {
        @Override
        public GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed) {
            GiveBackAnswer answer = super.giveBack(delta, closed);
            if (delta.change() instanceof Change.Cancelled
                    && answer instanceof GiveBackAnswer.Written) {
                change(delta);
            }
            return answer;
        }
    }

    /** The count and the row are two writes. */
    private static final class RepeatsCount extends ModelTables {
        @Override
        public ClaimAnswer claim(Delta delta) {
            ClaimAnswer answer = super.claim(delta);
            if (answer instanceof ClaimAnswer.Exists) {
                change(delta);
            }
            return answer;
        }
    }

    private static final class ConfirmsWithoutAllowance extends ModelTables {
        @Override
        public ClaimAnswer claim(Delta delta) {
            return super.claim(
                    delta.change() instanceof Change.Confirmed ? withoutAllowances(delta) : delta);
        }
    }

    /** The limit is only checked by the reading before the takes. */
    private static final class WithoutCondition extends ModelTables {
        @Override
        public ClaimAnswer claim(Delta delta) {
            if (append(delta) instanceof AppendAnswer.Exists(Delta row)) {
                return new ClaimAnswer.Exists(row);
            }
            change(delta);
            return new ClaimAnswer.Claimed();
        }
    }

    /** What environments know of limits is older than the limit. */
    private static final class StaleLimit extends ModelTables {
        @Override
        public TakeAnswer take(Take take, Instant now) {
            TakeAnswer answer = super.take(take, now);
            return answer instanceof TakeAnswer.Taken(StockItem item)
                    ? new TakeAnswer.Taken(withoutLimit(item))
                    : answer;
        }

        private static StockItem withoutLimit(StockItem item) {
            Layout layout = item.layout();
            return new StockItem(
                    item.key(),
                    item.available(),
                    item.reserved(),
                    item.version(),
                    new Layout(
                            layout.shards(),
                            layout.openShards(),
                            layout.closing(),
                            layout.pools(),
                            layout.buffers(),
                            layout.rules(),
                            Optional.empty()),
                    item.lastChange(),
                    item.supply());
        }
    }

    /** A claim whose response was lost can land after its takes were undone. */
    private static final class WithoutFence extends ModelTables {
        @Override
        public AppendAnswer append(Delta delta) {
            return delta.change() instanceof Change.Abandoned
                            && delta.origin().attempt().endsWith(".fence")
                    ? new AppendAnswer.Written()
                    : super.append(delta);
        }
    }
}
