package dev.netstock.bench.coldstart;

import dev.netstock.bench.Benchmark;
import dev.netstock.bench.Length;
import dev.netstock.bench.NetStockCalls;
import dev.netstock.bench.Spread;
import dev.netstock.bench.TextTable;
import dev.netstock.events.SampleEvents;
import dev.netstock.stock.Location;
import dev.netstock.stock.Locations;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.testing.LocalTables;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the time from the start of a JVM to the first answered reservation of the packaged
 * checkout function, without and with an archive of its loaded classes (AppCDS).
 */
public final class ColdStartBenchmark implements Benchmark {
    private static final Sku SKU = new Sku("4901234567894");
    private static final Location LOCATION = new Location("shinjuku");
    private static final String ORDER = "A-1001";
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public void run(Length length, PrintStream out) throws IOException, InterruptedException {
        int starts = length.of(7, 21);
        out.printf(
                "coldstart: JVM start to first answered reservation, checkout.zip with"
                        + " AWS's%nruntime interface client on DynamoDB Local; %d starts each, in"
                        + " turns%n%n",
                starts);
        try (var folder = FunctionFolder.unpack()) {
            var start = new FunctionStart(folder, stockedTables());
            archive(start);
            measure(start, starts, out);
        }
    }

    /** The first start is not counted: it warms the disk cache, and writes the archive. */
    private static void archive(FunctionStart start) throws IOException, InterruptedException {
        var archive = start.folder().archive();
        start.answer(event("archive"), List.of("-XX:ArchiveClassesAtExit=" + archive));
        if (!Files.exists(archive)) {
            throw new IllegalStateException("No archive was written");
        }
    }

    private static void measure(FunctionStart start, int starts, PrintStream out)
            throws IOException, InterruptedException {
        List<Double> plain = new ArrayList<>();
        List<Double> archived = new ArrayList<>();
        var sharing = List.of("-XX:SharedArchiveFile=" + start.folder().archive(), "-Xshare:auto");
        for (int number = 0; number < starts; number++) {
            plain.add(millis(start, "plain-" + number, List.of()));
            archived.add(millis(start, "archived-" + number, sharing));
        }
        var table = new TextTable("start", "ms: median (quartiles; extremes)");
        table.add("plain", Spread.of(plain).text(0));
        table.add("with AppCDS", Spread.of(archived).text(0));
        out.println(table);
    }

    private static double millis(FunctionStart start, String order, List<String> flags)
            throws IOException, InterruptedException {
        return start.answer(event(order), flags).toNanos() / NANOS_PER_MILLI;
    }

    /** The sample event, for another order. */
    private static String event(String order) {
        return SampleEvents.json("checkout/reserve").replace(ORDER, order);
    }

    private static LocalTables stockedTables() {
        LocalTables tables = LocalTables.create();
        new DynamoNetStock(
                        tables.client(),
                        tables.names(),
                        new Locations(List.of(LOCATION)),
                        InstantSource.system(),
                        (_, _) -> {})
                .supplyApplier()
                .apply(List.of(new SupplyChange(SKU, LOCATION, 1_000, 1)), NetStockCalls.call());
        return tables;
    }
}
