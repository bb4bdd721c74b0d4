package dev.netstock.local.command;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;
import dev.netstock.local.load.Load;
import dev.netstock.local.load.LoadOptions;
import dev.netstock.local.load.LoadReport;
import dev.netstock.local.load.LoadResult;
import dev.netstock.local.load.LoadResult.Cost;
import dev.netstock.local.load.OrderApi;
import dev.netstock.local.load.ProcessorTimes;
import dev.netstock.local.load.Reservations;
import dev.netstock.operator.CommandException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./netstock load}. */
@Command(
        name = "load",
        description =
                "Makes reservations on the running cloud, prints how many it made, how long they"
                        + " took and what they cost, and releases them.")
final class LoadCommand implements Callable<Integer> {
    private static final int SECONDS_MAX = 1_800;
    private static final int CONNECTIONS_MAX = 256;
    private static final int SKUS = 60;
    private static final String LOCATION = "warehouse-1";
    private static final List<String> SCOPES = List.of("netstock/reserve");

    /** Longer than the batching window of a queue and the functions that it leads to. */
    private static final Duration CALM_LIMIT = Duration.ofSeconds(10);

    private final LocalFolder folder = NetstockCommand.folder();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--connections",
            paramLabel = "N",
            description =
                    "Connections, with one request in flight on each; ${DEFAULT-VALUE} by default.")
    private int connections = 8;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Duration of the load, ${DEFAULT-VALUE} by default.")
    private int seconds = 15;

    @Option(
            names = "--hot",
            description =
                    "Reserves units of one SKU; of the " + SKUS + " best stocked SKUs if omitted.")
    private boolean hot;

    @Option(names = "--json", description = "Prints the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (connections < 1
                || connections > CONNECTIONS_MAX
                || seconds < 1
                || seconds > SECONDS_MAX) {
            throw new CommandException(
                    "Invalid options: a load has 1 to %d connections and takes 1 to %d seconds"
                            .formatted(CONNECTIONS_MAX, SECONDS_MAX));
        }
        LoadResult result = run(RunningCloud.require(folder));
        var report = new LoadReport(result);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.lines().forEach(out::println);
        }
        return result.reservations().made() > 0 ? 0 : 1;
    }

    private LoadResult run(CloudState state) throws InterruptedException {
        LoadOptions options = options();
        if (!json) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d connections, %d s, %d SKUs at %s, orders %s-…%n",
                            connections, seconds, options.skus().size(), LOCATION, options.run());
        }
        // One request in flight on each connection: the client then keeps as many alive.
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var api = new OrderApi(http, URI.create(state.apiUrl()), state.token(SCOPES));
            return run(state, http, new Load(api, options), options);
        }
    }

    private LoadResult run(CloudState state, HttpClient http, Load load, LoadOptions options)
            throws InterruptedException {
        var times =
                ProcessorTimes.start(
                        http,
                        state.pid(),
                        new AwsServices(state).endpoint("LAMBDA"),
                        folder.logs().resolve("postgresql.log"));
        try {
            Duration before = ownTime();
            Reservations reservations = load.reserve();
            Duration command = ownTime().minus(before);
            Optional<Cost> cost = Optional.empty();
            if (times.isPresent()) {
                cost = Optional.of(cost(times.get(), command));
            }
            return new LoadResult(options, reservations, load.release(), cost);
        } finally {
            times.ifPresent(ProcessorTimes::close);
        }
    }

    private static Cost cost(ProcessorTimes times, Duration command) throws InterruptedException {
        Map<String, Duration> during = times.used();
        long since = System.nanoTime();
        times.awaitCalm(CALM_LIMIT);
        var waited = Duration.ofNanos(System.nanoTime() - since);
        Map<String, Duration> afterwards = new HashMap<>(times.used());
        during.forEach((name, time) -> afterwards.merge(name, time, Duration::minus));
        return new Cost(during, afterwards, waited, command);
    }

    private static Duration ownTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The SKUs with the most units, so that a load is long before their supply is used up. */
    private LoadOptions options() {
        List<String> skus =
                Catalogue.of(Catalogue.SEED).products().stream()
                        .sorted(Comparator.comparingInt(LoadCommand::units).reversed())
                        .limit(hot ? 1 : SKUS)
                        .map(Product::sku)
                        .toList();
        String run = "load-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        return new LoadOptions(run, connections, Duration.ofSeconds(seconds), skus, LOCATION);
    }

    private static int units(Product product) {
        return product.supply().getOrDefault(LOCATION, 0);
    }
}
