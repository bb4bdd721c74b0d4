package dev.netstock.bench.physics.local;

import dev.netstock.bench.Benchmark;
import dev.netstock.bench.Length;
import dev.netstock.bench.TextTable;
import dev.netstock.bench.physics.dynamodb.Physics;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Runs the deployed code on DynamoDB Local behind the limits of the physics, in real time. An item
 * has a tenth of DynamoDB's capacity, because one machine cannot exhaust more.
 */
public final class HotSkuBenchmark implements Benchmark {
    private static final double SHARE = 0.1;
    private static final int BUYERS = 24;

    @Override
    public void run(Length length, PrintStream out) throws InterruptedException {
        int units = length.of(300, 1_500);
        Physics standard = Physics.standard();
        Physics slow =
                standard.withUnits(
                        SHARE * standard.capacity().writeUnits(),
                        SHARE * standard.capacity().readUnits());
        out.printf(
                Locale.ROOT,
                "hotsku: %,d units of one SKU through net stock's own code, %d buyers at a time, on"
                    + " DynamoDB Local%nbehind the limits: an item has %.0f write units and %.0f"
                    + " read units a second%n%n",
                units,
                BUYERS,
                slow.capacity().writeUnits(),
                slow.capacity().readUnits());
        out.println(table(units, slow));
    }

    private static TextTable table(int units, Physics physics) throws InterruptedException {
        var table =
                new TextTable(
                        "shards",
                        "given back",
                        "orders/s",
                        "p50 ms",
                        "p99 ms",
                        "throttles/order",
                        "conflicts/order",
                        "write units/order",
                        "try again",
                        "oversold",
                        "last unit sold");
        for (int shards : new int[] {1, 4, 16}) {
            for (double back : new double[] {0, 0.2}) {
                add(table, new HotSku(units, shards, BUYERS, back, physics));
            }
        }
        return table;
    }

    private static void add(TextTable table, HotSku sale) throws InterruptedException {
        HotSku.Result result = sale.sell();
        table.add(
                sale.shards(),
                text("%.0f %%", 100 * sale.givenBack()),
                text("%.0f", result.perSecond()),
                text("%.0f", result.millisP50()),
                text("%.0f", result.millisP99()),
                text("%.2f", result.throttles() / result.accepted()),
                text("%.2f", result.conflicts() / result.accepted()),
                text("%.1f", result.writeUnits() / result.accepted()),
                result.tryAgain(),
                Math.max(0, result.claimed() - sale.units()),
                result.claimed() == sale.units() && result.available() == 0 ? "yes" : "no");
    }

    private static String text(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
