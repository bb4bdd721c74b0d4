package dev.netstock.bench.physics.sale;

import static dev.netstock.bench.physics.sale.Protocol.Kind.IDEMPOTENCY_AND_TRANSACTION;
import static dev.netstock.bench.physics.sale.Protocol.Kind.ONE_TRANSACTION;
import static dev.netstock.bench.physics.sale.Protocol.Kind.TAKE_AND_CLAIM;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.netstock.bench.physics.dynamodb.Physics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/** Properties of simulated sales, with fixed seeds. */
class SaleTest {
    private static final long PLENTY = 1_000_000;

    @ParameterizedTest
    @EnumSource(Protocol.Kind.class)
    void sale_withTheSameSeed_isTheSame(Protocol.Kind protocol) {
        Sale sale = sale(Design.of(protocol, 4), Offer.of(500, 1_000, 1).withGivenBack(0.2));

        assertThat(sale.run(7)).isEqualTo(sale.run(7));
        assertThat(sale.run(7)).isNotEqualTo(sale.run(8));
    }

    @Test
    void takeAndClaim_onOneItem_sustainsNineHundredASecondWithoutConflicts() {
        SaleResult result = run(Design.of(TAKE_AND_CLAIM, 1), Offer.of(PLENTY, 900, 5));

        assertThat(result.perSecond()).isEqualTo(900, within(30.0));
        assertThat(result.conflicts()).isZero();
        assertThat(result.failed()).isZero();
        assertThat(result.writeUnitsPerOrder()).isEqualTo(2, within(0.001));
        assertThat(result.millisP99()).isLessThan(60);
    }

    @Test
    void takeAndClaim_onOneItem_neverExceedsAThousandASecond() {
        SaleResult result = run(Design.of(TAKE_AND_CLAIM, 1), Offer.of(PLENTY, 3_000, 5));

        assertThat(result.perSecond()).isBetween(950.0, 1_001.0);
        assertThat(result.failed()).isPositive();
    }

    @Test
    void oneTransaction_onOneItem_collapsesNearAHundredASecond() {
        SaleResult at100 = run(Design.of(ONE_TRANSACTION, 1), Offer.of(PLENTY, 100, 5));
        SaleResult at1000 = run(Design.of(ONE_TRANSACTION, 1), Offer.of(PLENTY, 1_000, 5));

        assertThat(at100.conflictsPerOrder()).isGreaterThan(0.5);
        assertThat(at100.millisP99()).isGreaterThan(100);
        assertThat(at1000.perSecond()).isLessThan(170);
        assertThat(at1000.failedShare()).isGreaterThan(0.8);
    }

    @Test
    void idempotencyTable_costsTwoWritesMore() {
        Offer calm = Offer.of(PLENTY, 10, 20);
        SaleResult transaction = run(Design.of(ONE_TRANSACTION, 64), calm);
        SaleResult idempotency = run(Design.of(IDEMPOTENCY_AND_TRANSACTION, 64), calm);

        assertThat(transaction.writeUnitsPerOrder()).isEqualTo(4, within(0.1));
        assertThat(idempotency.writeUnitsPerOrder()).isEqualTo(6, within(0.1));
        assertThat(idempotency.millisP50()).isGreaterThan(transaction.millisP50());
    }

    @Test
    void giveBacks_causeConflictsThatMoreShardsReduce() {
        Offer offer = Offer.of(PLENTY, 2_000, 2).withGivenBack(0.2);
        SaleResult few = run(Design.of(TAKE_AND_CLAIM, 4), offer);
        SaleResult many = run(Design.of(TAKE_AND_CLAIM, 32), offer);

        assertThat(few.conflictsPerOrder()).isGreaterThan(4 * many.conflictsPerOrder());
        assertThat(many.conflicts()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Protocol.Kind.class)
    void sale_toManyBuyers_sellsTheExactLastUnit(Protocol.Kind protocol) {
        Offer offer = Offer.of(300, 400, 30).withGivenBack(0.2);

        for (long seed = 1; seed <= 5; seed++) {
            SaleResult result = sale(Design.of(protocol, 8), offer).run(seed);

            assertThat(result.soldExactly()).as("seed %d: %s", seed, result).isTrue();
            assertThat(result.refused()).isPositive();
        }
    }

    @Test
    void sale_ofSeveralUnitsPerOrder_takesThemFromSeveralShards() {
        Offer offer = Offer.of(97, 200, 10).withUnitsMax(5).withGivenBack(0.1);

        for (long seed = 1; seed <= 20; seed++) {
            SaleResult result = run(Design.of(TAKE_AND_CLAIM, 16), offer, seed);

            assertThat(result.soldExactly()).as("seed %d: %s", seed, result).isTrue();
        }
    }

    @Test
    void crash_betweenTakeAndClaim_holdsTheUnitsUntilTheSweep() {
        Offer offer = Offer.of(50, 100, 300).withCrashes(0.1);

        SaleResult result = run(Design.of(TAKE_AND_CLAIM, 4), offer);

        assertThat(result.heldUnitSeconds() / 60).isBetween(1.0, 30.0);
        assertThat(result.soldExactly()).isTrue();
    }

    @Test
    void refusals_withASoldOutCache_costFewWritesAndFewReadings() {
        Offer gone = Offer.of(16, 10_000, 3).withRestock(1, Duration.ofSeconds(4));
        SaleResult asking = run(Design.of(TAKE_AND_CLAIM, 16).withoutSoldOutCache(), gone);
        SaleResult knowing = run(Design.of(TAKE_AND_CLAIM, 16), gone);

        assertThat(asking.writeUnitsPerRefusal()).isGreaterThan(0.9);
        assertThat(knowing.writeUnitsPerRefusal()).isLessThan(0.1);
        assertThat(knowing.readUnitsPerRefusal()).isLessThan(8);
        assertThat(asking.failed()).isGreaterThan(10 * knowing.failed());
        assertThat(asking.wrongRefusals()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void restock_isSoldWithinASecond(int shards) {
        Offer offer = Offer.of(16, 2_000, 5).withRestock(50, Duration.ofSeconds(3));

        SaleResult result = run(Design.of(TAKE_AND_CLAIM, shards), offer);

        assertThat(result.restockFirstMillis()).isLessThan(600);
        assertThat(result.restockLastMillis()).isLessThan(1_000);
        assertThat(result.wrongRefusals()).isPositive();
        assertThat(result.wrongRefusalUnitSeconds()).isBetween(0.1, 50.0);
        assertThat(result.soldExactly()).isTrue();
    }

    @Test
    void automatic_underHeat_addsShardsWhileOrdersRun() {
        Offer offer = Offer.of(12_000, 3_000, 20).withGivenBack(0.02);
        SaleResult fixed = run(Design.of(TAKE_AND_CLAIM, 1), offer);
        SaleResult raised = run(Design.of(TAKE_AND_CLAIM, 1).raisedByHeat(), offer);

        assertThat(raised.shards()).isGreaterThanOrEqualTo(4);
        assertThat(raised.perSecond()).isGreaterThan(2 * fixed.perSecond());
        assertThat(raised.soldExactly()).isTrue();
    }

    @Test
    void automatic_withoutHeat_doesNotSplitTheSku() {
        SaleResult result =
                run(Design.of(TAKE_AND_CLAIM, 1).raisedByHeat(), Offer.of(300, 100, 10));

        assertThat(result.shards()).isEqualTo(1);
        assertThat(result.soldExactly()).isTrue();
    }

    @Test
    void take_thatTriesAnotherItem_completesSooner() {
        Offer offer = Offer.of(10_000, 10_000, 3).withGivenBack(0.05);
        SaleResult stays = run(Design.of(TAKE_AND_CLAIM, 16).retryingAtSameItem(), offer);
        SaleResult goes = run(Design.of(TAKE_AND_CLAIM, 16), offer);

        assertThat(goes.millisP99()).isLessThan(stays.millisP99() / 2);
    }

    @Test
    void sale_withFrequentReturns_refusesNoOrderWronglyForLong() {
        Offer offer = Offer.of(2_000, 2_000, 20).withGivenBack(0.2);

        SaleResult result = run(Design.of(TAKE_AND_CLAIM, 8), offer);

        assertThat(result.soldExactly()).isTrue();
        assertThat(result.lapsedUnitSeconds()).isPositive();
        assertThat(result.wrongRefusalUnitSeconds()).isLessThan(20);
    }

    private static SaleResult run(Design design, Offer offer) {
        return run(design, offer, 1);
    }

    private static SaleResult run(Design design, Offer offer, long seed) {
        return sale(design, offer).run(seed);
    }

    private static Sale sale(Design design, Offer offer) {
        return Sale.of(design, offer, Physics.standard());
    }
}
