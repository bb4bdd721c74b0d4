package dev.netstock.local.saleday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The generated buyers. Random values come from the seeds 1 to 20, which failures name. */
class BuyersTest {
    private static final SaleCurve CURVE = new SaleCurve(60, 40);
    private static final SaleAssortment GOODS = SaleAssortment.of("test", 20);

    @Test
    void buyers_ofTheSameSeed_areTheSame() {
        assertThat(Buyers.of(CURVE, GOODS, 1)).isEqualTo(Buyers.of(CURVE, GOODS, 1));
        assertThat(Buyers.of(CURVE, GOODS, 1)).isNotEqualTo(Buyers.of(CURVE, GOODS, 2));
    }

    @Test
    void arrivals_overASale_followTheCurve() {
        LongStream.rangeClosed(1, 20).forEach(BuyersTest::requireTheCurve);
    }

    private static void requireTheCurve(long seed) {
        List<Buyer> buyers = Buyers.of(CURVE, GOODS, seed);
        assertThat((double) buyers.size())
                .as("buyers of seed %d", seed)
                .isCloseTo(CURVE.buyers(), within(5 * Math.sqrt(CURVE.buyers())));
        assertThat(rate(buyers, 0, 9)).as("quiet, seed %d", seed).isBetween(2.0, 10.0);
        assertThat(rate(buyers, 9, 27)).as("rush, seed %d", seed).isBetween(33.0, 47.0);
        assertThat(rate(buyers, 50, 60)).as("late, seed %d", seed).isBetween(3.0, 17.0);
    }

    @Test
    void arrivals_always_areOrderedAndWithinTheSale() {
        List<Double> seconds = Buyers.of(CURVE, GOODS, 1).stream().map(Buyer::second).toList();

        assertThat(seconds).isSorted().allMatch(second -> second >= 0 && second < 60);
    }

    @Test
    void orders_ofManyBuyers_followTheDemandDistribution() {
        List<String> wanted =
                Buyers.of(new SaleCurve(600, 40), GOODS, 1).stream()
                        .flatMap(buyer -> buyer.lines().stream())
                        .map(OrderLine::sku)
                        .toList();
        long hot = count(wanted, GOODS.hot());
        long first = count(wanted, GOODS.sku(1));

        assertThat(hot / (double) wanted.size()).isBetween(0.3, 0.45);
        assertThat(hot).isGreaterThan(first);
        assertThat(first / (double) count(wanted, GOODS.sku(4))).isBetween(2.5, 5.0);
    }

    @Test
    void orders_ofManyBuyers_includeAllIntents() {
        List<Buyer> buyers = Buyers.of(new SaleCurve(600, 40), GOODS, 1);

        assertThat(share(buyers, buyer -> buyer.lines().size() > 1)).isBetween(0.1, 0.3);
        assertThat(share(buyers, Buyer::doubleClicks)).isBetween(0.05, 0.15);
        assertThat(share(buyers, buyer -> !buyer.channel().equals("storefront")))
                .isBetween(0.2, 0.3);
        for (Intent intent : Intent.values()) {
            assertThat(share(buyers, buyer -> buyer.intent() == intent)).isGreaterThan(0.02);
        }
        assertThat(buyers.stream().map(Buyer::orderId).collect(Collectors.toSet()))
                .hasSameSizeAs(buyers);
    }

    @Test
    void assortment_forManyBuyers_hasLessSupplyThanDemandOfTheHotSku() {
        int hot =
                GOODS.catalogue(1, CURVE.buyers()).products().getFirst().supply().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
        long wanted =
                Buyers.of(CURVE, GOODS, 1).stream()
                        .flatMap(buyer -> buyer.lines().stream())
                        .filter(line -> line.sku().equals(GOODS.hot()))
                        .mapToLong(OrderLine::units)
                        .sum();

        assertThat(hot).isPositive().isLessThan((int) wanted);
    }

    private static double rate(List<Buyer> buyers, double from, double to) {
        return buyers.stream().filter(it -> it.second() >= from && it.second() < to).count()
                / (to - from);
    }

    private static long count(List<String> all, String one) {
        return all.stream().filter(one::equals).count();
    }

    private static double share(List<Buyer> buyers, Predicate<Buyer> of) {
        return buyers.stream().filter(of).count() / (double) buyers.size();
    }
}
