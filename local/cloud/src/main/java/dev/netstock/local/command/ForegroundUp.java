package dev.netstock.local.command;

import dev.netstock.local.assembly.Synthesis;
import dev.netstock.local.cloud.CloudOptions;
import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.cloud.LocalCloud;
import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.CatalogueLoader;
import dev.netstock.local.demo.CatalogueLoader.Loaded;
import dev.netstock.local.identity.UserPool;
import dev.netstock.local.live.LiveDay;
import dev.netstock.local.malls.MallsLocal;
import dev.netstock.local.mallshops.MallShops;
import dev.netstock.operator.CommandException;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs the cloud in this process until it is stopped. */
final class ForegroundUp {
    private static final String FILES_BUCKET = "FilesBucket";
    private static final String NET_STOCK_TABLE = "NetStockTable";
    private static final Duration REPORT_PERIOD = Duration.ofSeconds(2);

    private final LocalFolder folder;
    private final String stage;
    private final boolean live;
    private final boolean hasMalls;
    private final Console console;
    private long reportedAtNanos = System.nanoTime();

    /**
     * @param live whether to simulate a trading day until the end
     * @param hasMalls whether to start the simulators of malls
     */
    ForegroundUp(
            LocalFolder folder, String stage, boolean live, boolean hasMalls, Console console) {
        this.folder = folder;
        this.stage = stage;
        this.live = live;
        this.hasMalls = hasMalls;
        this.console = console;
    }

    /**
     * Runs the cloud.
     *
     * @param options for the folder of a cloud assembly
     * @return the exit code, when the cloud has stopped
     */
    int run(Function<Path, CloudOptions> options) {
        try (var _ = lock()) {
            CloudState.remove(folder);
            Path assembly = assembly();
            Optional<MallsLocal> malls = startMalls();
            var cloud = LocalCloud.start(withMalls(options.apply(assembly), malls), console);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cloud, malls), "stop"));
            CloudState state = state(cloud, malls);
            loadCatalogue(cloud, state);
            malls.ifPresent(it -> connect(it, state));
            console.step("Ready");
            new Welcome(state, folder).afterStart(orderId()).forEach(console::line);
            state.write(folder);
            if (live) {
                LiveCommand.start(state);
            }
            awaitEnd();
            return 0;
        }
    }

    /**
     * The demo store lists all its SKUs with a count of 0: net stock decides what malls may sell.
     */
    private Optional<MallsLocal> startMalls() {
        if (!hasMalls) {
            return Optional.empty();
        }
        console.step("Starting the malls");
        var malls = MallsLocal.start();
        try (var http = HttpClient.newHttpClient()) {
            new MallShops(http, malls.endpoint()).open(Catalogue.of(Catalogue.SEED), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The shops in the malls could not be opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted while the malls were starting");
        }
        return Optional.of(malls);
    }

    /** The functions call the simulators instead of the malls. */
    private static CloudOptions withMalls(CloudOptions options, Optional<MallsLocal> malls) {
        return malls.map(
                        it ->
                                options.withFunctionVariables(
                                        Map.of("MALL_SIMULATORS", it.endpoint().toString())))
                .orElse(options);
    }

    /** The cloud runs even if the malls cannot be connected. */
    private void connect(MallsLocal malls, CloudState state) {
        console.step("Connecting the malls, and mapping their items");
        try {
            new MallsConnector(state).connect(malls.endpoint()).forEach(console::detail);
        } catch (IOException | SdkException e) {
            console.detail("The malls cannot be connected: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private RunningLock lock() {
        return RunningLock.tryAcquire(folder.lock())
                .orElseThrow(() -> new CommandException("A local cloud is already running."));
    }

    private Path assembly() {
        var synthesis =
                new Synthesis(
                        folder.repository(),
                        folder.assembly(hasMalls ? stage + "-with-malls" : stage),
                        folder.logs().resolve("synth.log"),
                        stage,
                        hasMalls ? Optional.of(Synthesis.SIMULATED_MALLS) : Optional.empty());
        if (synthesis.isNeeded()) {
            console.step("Synthesizing the CDK app");
            synthesis.run();
        }
        return synthesis.assembly();
    }

    /**
     * Meanwhile, first requests start the functions that a user calls first. The cloud runs even if
     * loading its demo data fails.
     */
    private void loadCatalogue(LocalCloud cloud, CloudState state) {
        var catalogue = Catalogue.of(Catalogue.SEED);
        console.step(
                "Loading the demo catalogue of %d SKUs, from files as a core system sends them"
                        .formatted(catalogue.products().size()));
        var product = catalogue.anyWith(Welcome.LOCATION, Welcome.UNITS);
        var requests = new FutureTask<>(() -> new FirstRequests(state, product).send());
        Thread.ofVirtual().name("first-requests").start(requests);
        load(catalogue, cloud);
        problem(requests)
                .ifPresent(
                        it -> {
                            console.detail("The API does not answer as expected. " + it);
                            console.detail("See ./netstock logs checkout");
                        });
    }

    private void load(Catalogue catalogue, LocalCloud cloud) {
        var clients = new LocalAwsClients(CloudOptions.DEFAULT_REGION);
        URI s3 = cloud.endpoints().s3().orElseThrow(() -> missing(FILES_BUCKET));
        try (var files = clients.s3(s3);
                var tables = clients.dynamoDb(cloud.endpoints().dynamoDb())) {
            var loader =
                    new CatalogueLoader(
                            files,
                            output(cloud, FILES_BUCKET),
                            tables,
                            output(cloud, NET_STOCK_TABLE));
            Loaded loaded =
                    loader.load(catalogue, LocalDate.now(LiveDay.ZONE), this::reportProgress);
            if (loaded.inFlight().isEmpty()) {
                console.detail("all %d supplies are in net stock".formatted(loaded.supplies()));
            } else {
                console.detail(loaded.line());
                console.detail(
                        "They will arrive later. See ./netstock imports and ./netstock logs.");
            }
        } catch (SdkException e) {
            console.detail("Cannot load the catalogue: " + e.getMessage());
        }
    }

    private void reportProgress(Loaded loaded) {
        long now = System.nanoTime();
        if (loaded.arrived() > 0 && now - reportedAtNanos > REPORT_PERIOD.toNanos()) {
            reportedAtNanos = now;
            console.detail(
                    "%d of %d supplies are in net stock"
                            .formatted(loaded.arrived(), loaded.supplies()));
        }
    }

    private static Optional<String> problem(Future<Optional<String>> requests) {
        try {
            return requests.get();
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Differs at each start, since the data of an earlier run may be kept. */
    private static String orderId() {
        return "A-"
                + LocalTime.now(ZoneId.systemDefault())
                        .format(DateTimeFormatter.ofPattern("HHmmss"));
    }

    private static String output(LocalCloud cloud, String name) {
        return Optional.ofNullable(cloud.outputs().get(name)).orElseThrow(() -> missing(name));
    }

    private static CommandException missing(String output) {
        return new CommandException("The templates have no output " + output);
    }

    private CloudState state(LocalCloud cloud, Optional<MallsLocal> malls) {
        List<CloudState.Client> clients =
                cloud.userPools().stream().flatMap(pool -> clients(cloud, pool)).toList();
        return new CloudState(
                ProcessHandle.current().pid(),
                stage,
                CloudOptions.DEFAULT_REGION,
                cloud.apiUrl().toString(),
                cloud.endpoints().asVariables(),
                cloud.outputs(),
                clients,
                malls.map(it -> it.endpoint().toString()).orElse(null));
    }

    private static Stream<CloudState.Client> clients(LocalCloud cloud, UserPool pool) {
        String tokenUrl = cloud.tokenUrl(pool).toString();
        return pool.clients().stream()
                .map(
                        client ->
                                new CloudState.Client(
                                        tokenUrl,
                                        client.id(),
                                        client.secret(),
                                        client.scopes().stream().sorted().toList()));
    }

    private void stop(LocalCloud cloud, Optional<MallsLocal> malls) {
        CloudState.remove(folder);
        malls.ifPresent(MallsLocal::close);
        cloud.close();
        console.line("Stopped.");
    }

    /** A signal ends the process; its shutdown hook stops the cloud. */
    private static void awaitEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
