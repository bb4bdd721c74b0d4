package dev.netstock.bench.physics;

import dev.netstock.bench.TextTable;
import dev.netstock.bench.physics.sale.Sale;
import dev.netstock.bench.physics.sale.SaleResult;

import java.util.Locale;

/**
 * A table of sales: rate, latencies, conflicts, capacity units, and whether exactly all units were
 * sold.
 */
final class Comparison {
    private static final double PERCENT = 100;

    private final TextTable table;
    private final int seeds;

    Comparison(String what, int seeds) {
        this.seeds = seeds;
        table =
                new TextTable(
                        what,
                        "units",
                        "orders/s",
                        "p50 ms",
                        "p99 ms",
                        "p99 to the end",
                        "conflicts/order",
                        "throttles/order",
                        "write units/order",
                        "read units/order",
                        "try again %",
                        "oversold",
                        "last unit sold");
    }

    void add(String name, Sale sale) {
        Runs runs = Runs.of(sale, seeds);
        table.add(
                name,
                String.format(Locale.ROOT, "%,d", sale.offer().units()),
                runs.text(0, SaleResult::perSecond),
                runs.text(1, SaleResult::millisP50),
                runs.text(0, SaleResult::millisP99),
                runs.text(0, SaleResult::tailMillisP99),
                runs.text(2, SaleResult::conflictsPerOrder),
                runs.text(2, SaleResult::throttlesPerOrder),
                runs.text(2, SaleResult::writeUnitsPerOrder),
                runs.text(2, SaleResult::readUnitsPerOrder),
                runs.text(1, result -> PERCENT * result.failedShare()),
                runs.text(0, SaleResult::oversold),
                runs.count(SaleResult::soldExactly));
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
