package dev.netstock.bench.events;

import dev.netstock.bench.Benchmark;
import dev.netstock.bench.Length;
import dev.netstock.bench.NetStockCalls;
import dev.netstock.bench.TextTable;
import dev.netstock.bench.events.DownstreamCost.Part;

import org.HdrHistogram.Histogram;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Downstream processing of reservations: its cost at list prices, the lag until a reader sees a
 * reservation, and the throughput of the local chain.
 */
public final class EventsBenchmark implements Benchmark {
    private static final List<String> SKUS = List.of("bench-1", "bench-2", "bench-3", "bench-4");

    @Override
    public void run(Length length, PrintStream out) throws Exception {
        out.printf(
                "events: requests to AWS, and US dollars for a million reservations of one line"
                        + " that are confirmed,%nbehind the API, by list price (us-east-1)%n%n");
        out.println(costs());
        try (var cloud = CloudUnderTest.start()) {
            var calls = new NetStockCalls(cloud.netStock());
            calls.supply(SKUS, 1_000_000);
            lag(new Lag(cloud, calls), length.of(50, 400), out);
            throughput(new Throughput(cloud, calls, SKUS), length.of(1_000, 5_000), out);
        }
    }

    private static TextTable costs() {
        var table = new TextTable("part", Load.QUIET.title(), Load.BUSY.title(), Load.SALE.title());
        List<Part> quiet = DownstreamCost.of(Load.QUIET);
        List<Part> busy = DownstreamCost.of(Load.BUSY);
        List<Part> sale = DownstreamCost.of(Load.SALE);
        for (int i = 0; i < quiet.size(); i++) {
            table.add(
                    quiet.get(i).name(), text(quiet.get(i)), text(busy.get(i)), text(sale.get(i)));
        }
        table.add("all", text(sum(quiet)), text(sum(busy)), text(sum(sale)));
        table.add(
                "without the ledger",
                text(sum(withoutLedger(quiet))),
                text(sum(withoutLedger(busy))),
                text(sum(withoutLedger(sale))));
        return table;
    }

    private static List<Part> withoutLedger(List<Part> parts) {
        return parts.subList(0, parts.size() - 1);
    }

    private static Part sum(List<Part> parts) {
        return new Part(
                "all",
                parts.stream().mapToDouble(Part::requests).sum(),
                parts.stream().mapToDouble(Part::dollars).sum());
    }

    private static String text(Part part) {
        return String.format(Locale.ROOT, "%.1f: $%.2f", part.requests(), part.dollars());
    }

    private static void lag(Lag lag, int reservations, PrintStream out) throws Exception {
        out.printf(
                "%nlag of %d reservations, one after the other, from the commit until the API%n"
                        + "returns it, ms (p50 / p99 / max)%n%n",
                reservations);
        lag.measure(reservations);
        var table = new TextTable("projection", "lag");
        table.add("history", text(lag.history()));
        table.add("sales per minute", text(lag.sales()));
        out.println(table);
    }

    private static String text(Histogram milliseconds) {
        return milliseconds.getValueAtPercentile(50)
                + " / "
                + milliseconds.getValueAtPercentile(99)
                + " / "
                + milliseconds.getMaxValue();
    }

    private static void throughput(Throughput throughput, int reservations, PrintStream out)
            throws Exception {
        throughput.measure(reservations);
        out.printf(
                Locale.ROOT,
                "%nthroughput of %d reservations as fast as the tables take them: %.0f commits a"
                        + " second,%n%.0f a second through the whole chain until they are all in"
                        + " the sales (ratio %.2f)%n",
                reservations,
                throughput.commitsASecond(),
                throughput.eventsASecond(),
                throughput.eventsASecond() / throughput.commitsASecond());
    }
}
