package dev.netstock.local.saleday.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.netstock.local.saleday.traffic.OrderAction;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A correct sale passes, and each injected error is found by its check. */
class VerdictTest {
    @Test
    void verdict_ofACorrectSale_passes() {
        Verdict verdict = goodSale().verdict();

        assertThat(bad(verdict)).isEmpty();
        assertThat(verdict.isGood()).isTrue();
    }

    @Test
    void figures_ofACorrectSale_equalTheTables() {
        SaleFigures figures = goodSale().verdict().figures();

        assertThat(figures).isEqualTo(new SaleFigures(3, 1, 1, 1, 0, 1, 0, 6, 0, 5, 2, 3, 0, 0));
    }

    @Test
    void verdict_overShards_addsThemUp() {
        var sale =
                SmallSale.of(10)
                        .move(4)
                        .reserveFrom(1, "A", 3)
                        .confirm("A")
                        .reserve("B", 1)
                        .confirm("B");

        assertThat(bad(sale.verdict())).isEmpty();
        assertThat(sale.verdict().figures().sold()).isEqualTo(4);
    }

    @Test
    void verdict_whenAReleasedOrderKeepsItsShippedUnits_passes() {
        var sale =
                SmallSale.of(3)
                        .reserve("A", 2)
                        .order("A", "0002", "SHIPPED", 0, 0)
                        .answer("A", OrderAction.RELEASE, 200, "")
                        .take(0, -1)
                        .order("A", "0003", "RELEASED", 0, 1);

        assertThat(bad(sale.verdict())).isEmpty();
    }

    @Test
    void verdict_whenAnItemIsOversold_fails() {
        Verdict verdict = SmallSale.of(2).reserve("A", 3).confirm("A").verdict();

        assertThat(bad(verdict)).containsExactly("Oversold");
        assertThat(verdict.figures().oversold()).isEqualTo(1);
    }

    @Test
    void verdict_whenAShardIsBelowZero_fails() {
        Verdict verdict = SmallSale.of(9).move(2).reserveFrom(1, "A", 3).confirm("A").verdict();

        assertThat(bad(verdict)).containsExactly("Oversold");
    }

    @Test
    void verdict_whenATakeIsUnclaimed_fails() {
        Verdict verdict = goodSale().take(0, 1).verdict();

        assertThat(bad(verdict)).containsExactly("Leaked");
        assertThat(verdict.figures().leaked()).isEqualTo(1);
    }

    @Test
    void verdict_whenAnOrderGot201WithoutARow_fails() {
        Verdict verdict =
                goodSale().arrive("X", 1).answer("X", OrderAction.RESERVE, 201, "").verdict();

        assertThat(bad(verdict)).containsExactly("Answers");
    }

    @Test
    void verdict_whenTheTakenUnitsDifferFromTheRequest_fails() {
        Verdict verdict = goodSale().reserve("X", 1).arrive("X", 2).confirm("X").verdict();

        assertThat(bad(verdict)).containsExactly("Answers");
    }

    @Test
    void verdict_whenARefusedOrderHasARow_fails() {
        Verdict verdict =
                goodSale()
                        .refuse("X", 1)
                        .take(0, 1)
                        .order("X", "0001", "RESERVED", 0, -1)
                        .order("X", "0002", "CONFIRMED", 0, 0)
                        .verdict();

        assertThat(bad(verdict)).containsExactly("Answers");
    }

    @Test
    void verdict_whenOneOfTwoClicksIsRefused_passes() {
        Verdict verdict =
                goodSale()
                        .reserve("X", 1)
                        .answer("X", OrderAction.RESERVE, 409, "insufficient-stock")
                        .confirm("X")
                        .verdict();

        assertThat(bad(verdict)).isEmpty();
    }

    @Test
    void verdict_whenBothClicksGot201_fails() {
        Verdict verdict =
                goodSale()
                        .reserve("X", 1)
                        .answer("X", OrderAction.RESERVE, 201, "")
                        .confirm("X")
                        .verdict();

        assertThat(bad(verdict)).containsExactly("Answers");
    }

    @Test
    void verdict_whenARequestGotNoResponse_passes() {
        Verdict verdict =
                goodSale()
                        .arrive("X", 1)
                        .answer("X", OrderAction.RESERVE, 503, "try-again")
                        .answer("X", OrderAction.RESERVE, 0, "")
                        .verdict();

        assertThat(bad(verdict)).isEmpty();
        assertThat(verdict.figures().unanswered()).isEqualTo(1);
        assertThat(verdict.figures().repeated()).isEqualTo(2);
    }

    @Test
    void verdict_whenAResponseIsNotPartOfTheApi_fails() {
        Verdict verdict =
                goodSale()
                        .arrive("X", 1)
                        .answer("X", OrderAction.RESERVE, 400, "invalid-request")
                        .verdict();

        assertThat(bad(verdict)).containsExactly("Answers");
    }

    @Test
    void verdict_whenAUnitIsReturnedTwice_fails() {
        Verdict verdict = goodSale().take(0, -1).verdict();

        assertThat(bad(verdict)).containsExactly("Journal");
    }

    @Test
    void verdict_whenAnOrderIsReturnedTwice_fails() {
        Verdict verdict =
                SmallSale.of(5)
                        .reserve("A", 2)
                        .release("A", 2)
                        .take(0, -2)
                        .order("A", "0003", "EXPIRED", 0, 2)
                        .verdict();

        assertThat(bad(verdict)).containsExactly("Once");
    }

    @Test
    void verdict_whenAnUnpaidOrderIsNotReturned_fails() {
        assertThat(bad(goodSale().reserve("X", 1).verdict())).containsExactly("Held");
    }

    @Test
    void verdict_whenUnitsHaveNoSource_fails() {
        assertThat(bad(goodSale().change(0, 1, 0).verdict()))
                .containsExactly("Conservation", "Journal");
    }

    @Test
    void verdict_whenSupplyDiffersFromTheSuppliedUnits_fails() {
        assertThat(bad(goodSale().heardOf(7).verdict())).containsExactly("Conservation");
    }

    @Test
    void verdict_whenAnOrderHasNoBuyer_fails() {
        Verdict verdict =
                goodSale()
                        .take(0, 1)
                        .order("X", "0001", "RESERVED", 0, -1)
                        .order("X", "0002", "CONFIRMED", 0, 0)
                        .verdict();

        assertThat(bad(verdict)).containsExactly("Answers");
    }

    @Test
    void undersell_ofUnpaidReservations_endsWithTheirExpiry() {
        Undersell undersell =
                SmallSale.of(5).reserve("A", 2).later(13).expire("A", 2).verdict().undersell();

        assertThat(undersell.inCarts()).isEqualTo(20);
        assertThat(undersell.overdue()).isEqualTo(6);
    }

    @Test
    void undersell_ofUnclaimedTakes_lastsUntilTheyAreUndone() {
        Undersell undersell =
                SmallSale.of(5).refuse("A", 3).later(60).undo("A", 3).verdict().undersell();

        assertThat(undersell.swept()).isEqualTo(180);
        assertThat(undersell.wrong()).isGreaterThanOrEqualTo(180);
    }

    @Test
    void undersell_ofAWrongRefusal_lastsUntilTheUnitsAreSold() {
        Undersell undersell =
                SmallSale.of(5)
                        .later(1)
                        .refuse("A", 2)
                        .later(4)
                        .reserve("B", 5)
                        .later(10)
                        .refuse("C", 1)
                        .verdict()
                        .undersell();

        assertThat(undersell.refused()).isCloseTo(2 * 3.9, within(0.01));
    }

    @Test
    void undersell_ofARefusalDuringTheLastClaim_isZero() {
        Undersell undersell =
                SmallSale.of(5)
                        .later(1)
                        .refuse("A", 2)
                        .later(0.4)
                        .reserve("B", 5)
                        .later(9)
                        .refuse("C", 1)
                        .verdict()
                        .undersell();

        assertThat(undersell.refused()).isZero();
    }

    /**
     * Four buyers: one buys 2 units, one has a failed payment, one abandons the order, and one
     * wants too many units.
     */
    private static SmallSale goodSale() {
        return SmallSale.of(5)
                .reserve("A", 2)
                .confirm("A")
                .reserve("B", 3)
                .refuse("C", 4)
                .release("B", 3)
                .reserve("D", 1)
                .later(10)
                .expire("D", 1);
    }

    private static List<String> bad(Verdict verdict) {
        return verdict.checks().stream().filter(check -> !check.isGood()).map(Check::name).toList();
    }
}
