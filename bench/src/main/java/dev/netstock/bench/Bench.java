package dev.netstock.bench;

import dev.netstock.bench.coldstart.ColdStartBenchmark;
import dev.netstock.bench.cost.CostBenchmark;
import dev.netstock.bench.events.EventsBenchmark;
import dev.netstock.bench.handler.HandlerBenchmark;
import dev.netstock.bench.physics.PhysicsBenchmark;
import dev.netstock.bench.physics.Section;
import dev.netstock.bench.physics.local.HotSkuBenchmark;
import dev.netstock.bench.sourcing.SourcingBenchmark;
import dev.netstock.bench.store.StoreBenchmark;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Runs one benchmark, or all, and prints the results and the machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Runs one benchmark, or all of them.")
public final class Bench implements Callable<Integer> {
    /** The benchmarks that can be chosen. */
    enum Part {
        STORE,
        COST,
        SOURCING,
        HANDLER,
        COLDSTART,
        EVENTS,
        PHYSICS,
        HOTSKU,
        ALL
    }

    @Parameters(
            arity = "0..1",
            defaultValue = "all",
            description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Part part = Part.ALL;

    @Option(names = "--long", description = "More and longer rounds: minutes, not seconds.")
    private boolean patient;

    @Option(
            names = "--section",
            arity = "1..*",
            description = "Of the physics, only these: ${COMPLETION-CANDIDATES}")
    private List<Section> sections = List.of();

    public static void main(String[] arguments) {
        int code =
                new CommandLine(new Bench())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments);
        System.exit(code);
    }

    @Override
    public Integer call() throws Exception {
        Length length = patient ? Length.LONG : Length.SHORT;
        System.out.println(Machine.describe());
        for (Benchmark benchmark : chosen(part)) {
            System.out.println();
            benchmark.run(length, System.out);
        }
        return 0;
    }

    private List<Benchmark> chosen(Part part) {
        return switch (part) {
            case STORE -> List.of(new StoreBenchmark());
            case COST -> List.of(new CostBenchmark());
            case SOURCING -> List.of(new SourcingBenchmark());
            case HANDLER -> List.of(new HandlerBenchmark());
            case COLDSTART -> List.of(new ColdStartBenchmark());
            case EVENTS -> List.of(new EventsBenchmark());
            case PHYSICS -> List.of(new PhysicsBenchmark(sections));
            case HOTSKU -> List.of(new HotSkuBenchmark());
            case ALL ->
                    Stream.of(Part.values())
                            .filter(each -> each != Part.ALL)
                            .flatMap(each -> chosen(each).stream())
                            .toList();
        };
    }
}
