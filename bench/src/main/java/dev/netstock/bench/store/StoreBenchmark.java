package dev.netstock.bench.store;

import static java.util.Objects.requireNonNull;

import dev.netstock.bench.BareRequests;
import dev.netstock.bench.Benchmark;
import dev.netstock.bench.Length;
import dev.netstock.bench.NetStockCalls;
import dev.netstock.bench.Spread;
import dev.netstock.bench.TextTable;
import dev.netstock.stock.testing.LocalTables;

import org.HdrHistogram.Histogram;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reserve, release and read through net stock, compared with the same bare requests, both on
 * DynamoDB Local, alternating. Each side has a client of the same kind and orders of its own in the
 * same tables: DynamoDB Local serves some tables faster than identical others.
 */
public final class StoreBenchmark implements Benchmark {
    private static final List<Integer> THREADS = List.of(1, 8, 32);
    private static final List<String> SKUS =
            IntStream.range(0, 200).mapToObj("sku-%03d"::formatted).toList();
    private static final long SUPPLY = 1_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    /** The compared operations. */
    private enum Operation {
        RESERVE,
        RELEASE,
        READ
    }

    @Override
    public void run(Length length, PrintStream out) throws InterruptedException {
        int rounds = length.of(20, 60);
        LocalTables tables = LocalTables.create();
        StoreCalls ours = ours(tables);
        StoreCalls bare = bare(tables);
        out.printf(
                "store: one-line reserve, its release, and the levels of one SKU, on DynamoDB"
                    + " Local;%n%d rounds of %d and more calls a side, in turns; %d SKUs.%nThe"
                    + " control is bare calls against bare calls: so much of a ratio is noise.%n%n",
                rounds, calls(1), SKUS.size());
        measure(new Crew(8), 8, "warm", ours, bare);
        var table =
                new TextTable(
                        "threads",
                        "operation",
                        "ratio: median (quartiles; extremes)",
                        "control",
                        "ours/s",
                        "bare/s",
                        "ours p50, p99 ms",
                        "bare p50, p99 ms");
        for (int threads : THREADS) {
            var crew = new Crew(threads);
            var duels = measure(crew, rounds, "duel", ours, bare);
            var controls = measure(crew, rounds, "control", bare, bare);
            duels.forEach(
                    (operation, duel) ->
                            addRow(
                                    table,
                                    threads,
                                    operation,
                                    duel,
                                    requireNonNull(controls.get(operation))));
        }
        out.println(table);
    }

    private static Map<Operation, Duel> measure(
            Crew crew, int rounds, String prefix, StoreCalls ours, StoreCalls bare)
            throws InterruptedException {
        var duels = new EnumMap<Operation, Duel>(Operation.class);
        for (int round = 0; round < rounds; round++) {
            String orders = prefix + crew.threads() + "-" + round + "-";
            boolean oursFirst = round % 2 == 0;
            for (Operation operation : Operation.values()) {
                duels.computeIfAbsent(operation, _ -> new Duel())
                        .round(
                                crew,
                                calls(crew.threads()),
                                oursFirst,
                                number -> call(operation, ours, "ours-" + orders, number),
                                number -> call(operation, bare, "bare-" + orders, number));
            }
        }
        return duels;
    }

    /** Short rounds, so that both sides see the same speed of the machine. */
    private static int calls(int threads) {
        return 32 + 4 * threads;
    }

    private static void call(Operation operation, StoreCalls side, String orders, int number) {
        String sku = SKUS.get(number % SKUS.size());
        switch (operation) {
            case RESERVE -> side.reserve(orders + number, sku);
            case RELEASE -> side.release(orders + number);
            case READ -> side.read(sku);
        }
    }

    private static void addRow(
            TextTable table, int threads, Operation operation, Duel duel, Duel control) {
        table.add(
                threads,
                operation.name().toLowerCase(Locale.ROOT),
                Spread.of(duel.ratios()).text(2),
                Spread.of(control.ratios()).text(2),
                Math.round(Spread.of(duel.ourPaces()).median()),
                Math.round(Spread.of(duel.barePaces()).median()),
                milliseconds(duel.ourLatency()),
                milliseconds(duel.bareLatency()));
    }

    private static String milliseconds(Histogram latency) {
        return String.format(
                Locale.ROOT,
                "%.1f, %.1f",
                latency.getValueAtPercentile(50) / NANOS_PER_MILLI,
                latency.getValueAtPercentile(99) / NANOS_PER_MILLI);
    }

    private static StoreCalls ours(LocalTables tables) {
        var client = LocalTables.client(LocalTables.http());
        var calls = NetStockCalls.over(tables, client);
        calls.supply(SKUS, SUPPLY);
        return new OurCalls(calls, NetStockCalls.over(tables, client));
    }

    private static StoreCalls bare(LocalTables tables) {
        return new BareCalls(
                LocalTables.client(LocalTables.http()), new BareRequests(tables.names()));
    }
}
