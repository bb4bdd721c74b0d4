package dev.netstock.bench.sourcing;

import dev.netstock.bench.Benchmark;
import dev.netstock.bench.Length;
import dev.netstock.bench.TextTable;
import dev.netstock.bench.sourcing.ManyLocations.Figures;
import dev.netstock.bench.sourcing.ManyLocations.Knowledge;
import dev.netstock.bench.sourcing.ManyLocations.Scope;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Orders of one line over 500 locations on DynamoDB Local: at a named location, in a group of 50,
 * in a group of all, and anywhere. Requests and units are exact; the times are those of DynamoDB
 * Local. What the cache of locations and channels saves is the difference to reading them for each
 * order.
 */
public final class SourcingBenchmark implements Benchmark {
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public void run(Length length, PrintStream out) {
        int rounds = length.of(10, 50);
        int orders = length.of(20, 60);
        try (var shop = ManyLocations.open()) {
            out.printf(
                    "sourcing: one-line orders over %d locations, on DynamoDB Local;%n%d rounds of"
                            + " %d orders a case, in turns; one SKU at every location.%n%n",
                    ManyLocations.LOCATIONS, rounds, orders);
            var figures = new EnumMap<Scope, Map<Knowledge, Figures>>(Scope.class);
            measure(shop, 1, orders, new EnumMap<>(Scope.class));
            measure(shop, rounds, orders, figures);
            out.println(table(figures));
        }
    }

    private static void measure(
            ManyLocations shop,
            int rounds,
            int orders,
            Map<Scope, Map<Knowledge, Figures>> figures) {
        for (int round = 0; round < rounds; round++) {
            for (Scope scope : Scope.values()) {
                for (Knowledge knowledge : Knowledge.values()) {
                    shop.reserve(
                            scope,
                            knowledge,
                            orders,
                            figures.computeIfAbsent(scope, _ -> new EnumMap<>(Knowledge.class))
                                    .computeIfAbsent(knowledge, _ -> new Figures()));
                }
            }
        }
    }

    private static TextTable table(Map<Scope, Map<Knowledge, Figures>> figures) {
        var table =
                new TextTable(
                        "line",
                        "locations",
                        "requests",
                        "read units",
                        "write units",
                        "p50 ms",
                        "p99 ms");
        figures.forEach(
                (scope, byKnowledge) ->
                        byKnowledge.forEach(
                                (knowledge, of) ->
                                        table.add(
                                                scope.text(),
                                                knowledge.text(),
                                                decimal(of.requests()),
                                                decimal(of.readUnits()),
                                                decimal(of.writeUnits()),
                                                milliseconds(of, 50),
                                                milliseconds(of, 99))));
        return table;
    }

    private static String milliseconds(Figures figures, int percentile) {
        return decimal(figures.latency().getValueAtPercentile(percentile) / NANOS_PER_MILLI);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
