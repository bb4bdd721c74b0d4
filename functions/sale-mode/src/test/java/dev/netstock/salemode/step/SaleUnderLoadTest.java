package dev.netstock.salemode.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.salemode.mode.ActiveOverrides;
import dev.netstock.salemode.mode.Phase;
import dev.netstock.salemode.testing.Orders;
import dev.netstock.salemode.testing.RealSale;
import dev.netstock.salerules.SaleRules;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Invariants;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Enters and leaves sales on real tables while customers order, with workers that are killed after
 * a few requests each.
 */
class SaleUnderLoadTest {
    private static final int ROUNDS = Length.of(1, 10);
    private static final int SHARDS = 4;

    @Test
    void sales_underLoadWithKilledWorkers_revertAllOverrides() {
        var random = new SplittableRandom(Seed.fresh());
        try (var sale = RealSale.open();
                var orders = Orders.runningAgainst(sale.shop(), random.split())) {
            for (int round = 1; round <= ROUNDS; round++) {
                sale.plan("sale-" + round, SHARDS);
                runUntil(sale, Phase.ON, random);
                assertThat(sale.openShards()).isEqualTo(SHARDS);
                assertThat(sale.rules()).isNotEqualTo(SaleRules.NONE);
                orders.await(50);
                sale.end();
                runUntil(sale, Phase.OFF, random);
                assertThat(sale.mode().overrides()).isEqualTo(ActiveOverrides.NONE);
                assertThat(sale.rules()).isEqualTo(SaleRules.NONE);
            }
            orders.end();
            sale.merge();
            check(sale, orders);
        }
    }

    /** Runs a worker each minute, which is killed after a few requests. */
    private static void runUntil(RealSale sale, Phase phase, SplittableRandom random) {
        int killed = 0;
        for (int minute = 0; minute < 400 && sale.mode().phase() != phase; minute++) {
            killed += sale.run(random.nextInt(2, 30)) ? 1 : 0;
            sale.aMinuteLater();
        }
        assertThat(sale.mode().phase()).isEqualTo(phase);
        System.out.printf("%s after %d killed workers%n", phase.text(), killed);
    }

    private static void check(RealSale sale, Orders orders) {
        List<StockItem> items = sale.shop().items();
        assertThat(sale.openShards()).isEqualTo(1);
        Invariants.conservation(items);
        Invariants.journal(items, sale.shop().deltas());
        assertThat(items.stream().mapToLong(StockItem::reserved).sum()).isEqualTo(orders.sold());
        System.out.printf(
                "%d orders, %d cancelled, %d refused%n",
                orders.taken(), orders.cancelled(), orders.refused());
    }
}
