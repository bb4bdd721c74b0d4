package dev.netstock.bench.physics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.bench.physics.dynamodb.Physics;
import dev.netstock.bench.physics.sale.Design;
import dev.netstock.bench.physics.sale.Offer;
import dev.netstock.bench.physics.sale.Protocol;
import dev.netstock.bench.physics.sale.Sale;
import dev.netstock.bench.physics.sale.SaleResult;

import org.junit.jupiter.api.Test;

class RunsTest {
    private final Runs runs = Runs.of(sale(), 3);

    private static Sale sale() {
        return Sale.of(
                Design.of(Protocol.Kind.TAKE_AND_CLAIM, 1),
                Offer.of(1_000, 10, 1),
                Physics.standard());
    }

    @Test
    void of_someSeeds_runsEachOfThemOnce() {
        assertThat(runs.results()).containsExactly(sale().run(1), sale().run(2), sale().run(3));
    }

    @Test
    void text_ofAFigureThatIsAlwaysTheSame_isThatFigure() {
        assertThat(runs.text(1, SaleResult::writeUnitsPerOrder)).isEqualTo("2.0");
    }

    @Test
    void text_ofAFigureThatDiffers_hasMedianAndExtremes() {
        assertThat(runs.text(0, SaleResult::millisP99)).matches("\\d+ \\(\\d+–\\d+\\)");
    }

    @Test
    void text_ofAFigureThatNoRunHas_isADash() {
        assertThat(runs.text(0, SaleResult::restockFirstMillis)).isEqualTo("–");
    }

    @Test
    void count_ofWhatIsTrue_saysOfHowMany() {
        assertThat(runs.count(result -> result.oversold() == 0)).isEqualTo("3 of 3");
    }
}
