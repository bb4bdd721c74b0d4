package dev.netstock.local.command;

import dev.netstock.local.demo.CatalogueLoader;
import dev.netstock.local.saleday.SaleCurve;
import dev.netstock.local.saleday.SaleOptions;
import dev.netstock.local.saleday.report.SaleReport;
import dev.netstock.local.saleday.run.SaleCloud;
import dev.netstock.local.saleday.run.SaleDay;
import dev.netstock.local.saleday.run.SaleRecord;
import dev.netstock.local.saleday.snapshot.StockTables;
import dev.netstock.local.saleday.traffic.SaleApi;
import dev.netstock.operator.CommandException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./netstock sale-day}. */
@Command(
        name = "sale-day",
        description =
                "Simulates a sale on the running cloud and verifies the tables. Exits with 1 if"
                        + " the verification fails.")
final class SaleDayCommand implements Callable<Integer> {
    private static final int SECONDS_MAX = 1_800;

    private final LocalFolder folder = NetstockCommand.folder();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Duration of the sale, ${DEFAULT-VALUE} by default.")
    private int seconds = 60;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Buyers per second in the rush, ${DEFAULT-VALUE} by default.")
    private double rate = 12;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description =
                    "Maximum requests in flight, ${DEFAULT-VALUE} by default. Further buyers"
                            + " wait, and give up after four seconds.")
    private int maxInFlight = 8;

    @Option(
            names = "--skus",
            paramLabel = "N",
            description = "Number of SKUs, ${DEFAULT-VALUE} by default.")
    private int skus = 20;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description =
                    "Number of shards of the hot SKU during the rush, ${DEFAULT-VALUE} by"
                            + " default; 0 leaves it to the sharding policy.")
    private int shards = 4;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the buyers and their orders; the current time if omitted.")
    private @Nullable Long seed;

    @Option(names = "--kill", description = "Kills a process of a function each second.")
    private boolean kill;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Units of a SKU that a customer may buy; by default there is no limit. With a"
                            + " limit, several buyers are one customer.")
    private int limit;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            description =
                    "Maximum wait after the sale until no units are held, ${DEFAULT-VALUE} by"
                            + " default.")
    private int settle = 600;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "File for the report; in .local/ if omitted.")
    private @Nullable Path report;

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1
                || seconds > SECONDS_MAX
                || !(rate > 0)
                || maxInFlight < 1
                || skus < 2
                || shards < 0
                || limit < 0) {
            throw new CommandException(
                    "Invalid options: a sale takes 1 to %d seconds and needs buyers and at least 2 SKUs"
                            .formatted(SECONDS_MAX));
        }
        CloudState state = RunningCloud.require(folder);
        var lines = SaleLines.of(System.out);
        long run = System.currentTimeMillis();
        SaleRecord sale = run(state, run, lines);
        Path file = write(sale);
        lines.verdict(sale, file);
        return sale.verdict().isGood() ? 0 : 1;
    }

    private SaleRecord run(CloudState state, long run, SaleLines lines)
            throws InterruptedException {
        var services = new AwsServices(state);
        try (var http = HttpClient.newHttpClient();
                var tables = services.dynamoDb();
                var files = services.s3()) {
            var table = state.output("NetStockTable");
            var cloud =
                    new SaleCloud(
                            new SaleApi(
                                    http,
                                    URI.create(state.apiUrl()),
                                    state.token(List.of("netstock/reserve")),
                                    state.token(List.of("netstock/operate"))),
                            new CatalogueLoader(files, state.output("FilesBucket"), tables, table),
                            new StockTables(
                                    tables,
                                    table,
                                    state.output("StockDeltasTable"),
                                    state.output("AllowancesTable")),
                            services.endpoint("LAMBDA"));
            return new SaleDay(cloud, options(run), run, lines).run();
        }
    }

    private SaleOptions options(long run) {
        return new SaleOptions(
                new SaleCurve(seconds, rate),
                seed == null ? run : seed,
                skus,
                shards,
                maxInFlight,
                kill,
                limit,
                Duration.ofSeconds(settle));
    }

    private Path write(SaleRecord sale) {
        Path file =
                report == null
                        ? folder.reports().resolve("sale-day-" + sale.run() + ".html")
                        : UpCommand.fromCaller(report);
        try {
            Files.writeString(file, new SaleReport(sale).html());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the report", e);
        }
    }
}
