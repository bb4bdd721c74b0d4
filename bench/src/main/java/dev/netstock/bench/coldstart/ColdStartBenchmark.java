package dev.netstock.bench.coldstart;

import dev.netstock.bench.Benchmark;
import dev.netstock.bench.Length;
import dev.netstock.bench.NetStockCalls;
import dev.netstock.bench.Spread;
import dev.netstock.bench.TextTable;
import dev.netstock.bench.coldstart.FunctionStart.Times;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Measures the time from the start of a JVM to the first answered reservation of the packaged
 * checkout function, with and without an archive of its loaded classes, and from the restore of a
 * primed environment.
 */
public final class ColdStartBenchmark implements Benchmark {
    private static final Sku SKU = new Sku("4901234567894");
    private static final Location LOCATION = new Location("shinjuku");
    private static final String ORDER = "A-1001";
    private static final double NANOS_PER_MILLI = 1e6;

    /** Lambda sets it for functions without SnapStart, and the local cloud for all. */
    private static final String FIRST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

    /**
     * A way to start.
     *
     * @param flags flags of the JVM
     * @param restored whether SnapStart's hooks run first, and the time counts from the restore
     */
    private record Variant(List<String> flags, boolean restored) {}

    @Override
    public void run(Length length, PrintStream out) throws IOException, InterruptedException {
        int starts = length.of(7, 21);
        out.printf(
                "coldstart: JVM start to first answered reservation, checkout.zip with AWS's%n"
                        + "runtime interface client on DynamoDB Local; %d starts each, in turns;%n"
                        + "ms: median (quartiles; extremes)%n%n",
                starts);
        try (var folder = FunctionFolder.unpack()) {
            var start = FunctionStart.of(folder, stockedTables());
            Map<String, Variant> variants = variants(start);
            measure(start, variants, starts, out);
            phases(start, variants, starts, out);
        }
    }

    /** The first starts are not counted: they warm the disk cache, and write the archives. */
    private static Map<String, Variant> variants(FunctionStart start)
            throws IOException, InterruptedException {
        Path archive = start.folder().file("classes.jsa");
        Path cache = start.folder().file("classes.aot");
        train(start, archive, "-XX:ArchiveClassesAtExit=" + archive);
        train(start, cache, "-XX:AOTCacheOutput=" + cache);
        List<String> sharing = List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto");

        Map<String, Variant> variants = new LinkedHashMap<>();
        variants.put("plain", new Variant(List.of(), false));
        variants.put("with AppCDS", new Variant(sharing, false));
        variants.put("with an AOT cache", new Variant(List.of("-XX:AOTCache=" + cache), false));
        variants.put("C1 alone", new Variant(List.of(FIRST_COMPILER_ALONE), false));
        List<String> both = new ArrayList<>(sharing);
        both.add(FIRST_COMPILER_ALONE);
        variants.put("C1 alone with AppCDS", new Variant(both, false));
        variants.put("restored after priming", new Variant(List.of(), true));
        return variants;
    }

    private static void train(FunctionStart start, Path archive, String flag)
            throws IOException, InterruptedException {
        start.answer(event("train-" + archive.getFileName()), List.of(flag), false);
        if (!Files.exists(archive)) {
            throw new IllegalStateException("No archive was written: " + archive);
        }
    }

    private static void measure(
            FunctionStart start, Map<String, Variant> variants, int starts, PrintStream out)
            throws IOException, InterruptedException {
        Map<String, List<Times>> measured = new LinkedHashMap<>();
        for (int number = 0; number < starts; number++) {
            for (Map.Entry<String, Variant> each : variants.entrySet()) {
                Variant variant = each.getValue();
                measured.computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                        .add(
                                start.answer(
                                        event(each.getKey().replace(' ', '-') + "-" + number),
                                        variant.flags(),
                                        variant.restored()));
            }
        }
        var table = new TextTable("start", "to the first answer", "of it the call", "CPU");
        measured.forEach(
                (name, times) ->
                        table.add(
                                name,
                                spread(times, it -> millis(it.total())),
                                spread(times, it -> millis(it.call())),
                                spread(times, it -> millis(it.cpu()))));
        out.println(table);
        out.println();
    }

    /** Starts again with a log of the loaded classes, which costs some milliseconds itself. */
    private static void phases(
            FunctionStart start, Map<String, Variant> variants, int starts, PrintStream out)
            throws IOException, InterruptedException {
        var phases = new TextTable("phase, with a log of classes", "ends at", "classes until then");
        var origins = new TextTable("start", "classes by origin");
        for (String name : List.of("plain", "C1 alone with AppCDS")) {
            List<ClassLog> logs = new ArrayList<>();
            List<Times> times = new ArrayList<>();
            for (int number = 0; number < starts; number++) {
                String order = "phases-" + name.replace(' ', '-') + "-" + number;
                Path file = start.folder().file(order + ".log");
                List<String> flags =
                        new ArrayList<>(Objects.requireNonNull(variants.get(name)).flags());
                flags.add("-Xlog:class+load:file=" + file + ":uptimenanos");
                times.add(start.answer(event(order), flags, false));
                logs.add(ClassLog.read(file));
            }
            ClassLog.PHASES.forEach(
                    (phase, first) ->
                            phases.add(
                                    name + ": " + phase,
                                    spread(logs, log -> log.millisUntil(first)),
                                    spread(logs, log -> log.classesUntil(first))));
            phases.add(name + ": ready for an event", spread(times, it -> millis(it.init())), "");
            phases.add(
                    name + ": first answer",
                    spread(times, it -> millis(it.total())),
                    spread(logs, log -> log.loaded().size()));
            origins.add(name, logs.getLast().origins());
        }
        out.println(phases);
        out.println();
        out.println(origins);
    }

    private static <T> String spread(List<T> measured, ToDoubleFunction<T> value) {
        return Spread.of(measured.stream().map(value::applyAsDouble).toList()).text(0);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }

    /** The sample event, for another order. */
    static String event(String order) {
        return SampleEvents.json("checkout/reserve").replace(ORDER, order);
    }

    static LocalTables stockedTables() {
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
