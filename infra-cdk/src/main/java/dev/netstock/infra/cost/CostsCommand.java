package dev.netstock.infra.cost;

import static java.util.stream.Collectors.joining;

import dev.netstock.infra.NetStockApp;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.stage.StageFiles;
import dev.netstock.infra.stage.StageSettings;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** {@code netstock costs}: what a stage costs in a month, from its templates. */
@Command(
        name = "netstock costs",
        description = {
            "Synthesizes the templates of a stage and prints what it costs in a month, by the list"
                    + " prices of infra-cdk/prices: at rest, what continuous use adds, and what a"
                    + " million orders add. Needs neither an account nor a network.",
            ""
        },
        footer = {"", "Example: netstock costs --stage small"})
public final class CostsCommand implements Callable<Integer> {
    private static final String ROW = "%-12s %-44s %9s %9s %12s%n";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            required = true,
            description = "A file of infra-cdk/stages, such as small.")
    private String stage = "";

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "A price table of infra-cdk/prices. Default: ${DEFAULT-VALUE}.")
    private String region = PriceTable.DEFAULT_REGION;

    @Option(names = "--json", description = "Prints JSON instead of text.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Prints this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it.
    private boolean help;

    private CostsCommand() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CostsCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        var zips = FunctionZips.ofRepository(Path.of(""));
        var folder = zips.root().resolve("infra-cdk/prices");
        var prices = PriceTable.read(folder, region);
        var workload = Workload.read(folder);
        var settings = StageFiles.of(zips).read(stage);
        var lines = StageCosts.of(synthesized(settings, zips), prices, workload);
        var out = spec.commandLine().getOut();
        out.print(json ? json(lines, prices) : text(lines, prices));
        if (!json && settings.hasMalls()) {
            out.print(malls(workload, prices));
        }
        out.flush();
        return 0;
    }

    private StageTemplate synthesized(StageSettings settings, FunctionZips zips) {
        try {
            var folder = Files.createTempDirectory("netstock-costs");
            try {
                var app = NetStockApp.checked(folder.toString());
                NetStockApp.addStacks(app, settings, zips);
                app.synth();
                return StageTemplate.in(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The templates cannot be written", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private String text(List<CostLine> lines, PriceTable prices) {
        var rows =
                lines.stream()
                        .map(
                                line ->
                                        row(
                                                line.service(),
                                                line.item(),
                                                line.atRest(),
                                                line.inUse(),
                                                line.millionOrders()))
                        .collect(joining());
        return "%s in %s, US dollars a month, list prices of %s without free tiers%n%n"
                        .formatted(stage, prices.region(), prices.date())
                + ROW.formatted("SERVICE", "ITEM", "AT REST", "IN USE", "1M ORDERS")
                + rows
                + row(
                        "total",
                        "",
                        StageCosts.total(lines, CostLine::atRest),
                        StageCosts.total(lines, CostLine::inUse),
                        StageCosts.total(lines, CostLine::millionOrders))
                + "%nIn use: what is added if every function is called in every hour.%n"
                        .formatted();
    }

    private static String malls(Workload workload, PriceTable prices) {
        return "A million orders of malls add another %s, a million changes of levels %s.%n"
                .formatted(
                        usd(StageCosts.dollars(workload.millionMallOrders(), prices)),
                        usd(StageCosts.dollars(workload.millionMallLevels(), prices)));
    }

    private static String row(
            String service, String item, double atRest, double inUse, double millionOrders) {
        return ROW.formatted(service, item, usd(atRest), usd(inUse), usd(millionOrders));
    }

    private static String usd(double amount) {
        return amount == 0 ? "" : String.format(Locale.ROOT, "%.2f", amount);
    }

    private String json(List<CostLine> lines, PriceTable prices) {
        var answer =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("stage", stage)
                        .put("region", prices.region())
                        .put("date", prices.date());
        var items = answer.putArray("items");
        for (var line : lines) {
            var item = items.addObject().put("service", line.service()).put("item", line.item());
            put(item, List.of(line));
        }
        put(answer.putObject("total"), lines);
        return answer.toPrettyString() + System.lineSeparator();
    }

    private static void put(ObjectNode to, List<CostLine> lines) {
        to.put("atRest", rounded(lines, CostLine::atRest))
                .put("inUse", rounded(lines, CostLine::inUse))
                .put("millionOrders", rounded(lines, CostLine::millionOrders));
    }

    private static double rounded(List<CostLine> lines, ToDoubleFunction<CostLine> column) {
        return Math.round(StageCosts.total(lines, column) * 100) / 100.0;
    }
}
