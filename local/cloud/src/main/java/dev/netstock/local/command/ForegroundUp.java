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
import dev.netstock.operator.CommandException;

import software.amazon.awssdk.core.exception.SdkException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs the cloud in this process until it is stopped. */
final class ForegroundUp {
    private static final String FILES_BUCKET = "FilesBucket";
    private static final String NET_STOCK_TABLE = "NetStockTable";

    private static final Duration CALM = Duration.ofSeconds(2);
    private static final Duration CALM_LIMIT = Duration.ofMinutes(1);

    private final LocalFolder folder;
    private final String stage;
    private final boolean live;
    private final Console console;

    /**
     * @param live whether to simulate a trading day until the end
     */
    ForegroundUp(LocalFolder folder, String stage, boolean live, Console console) {
        this.folder = folder;
        this.stage = stage;
        this.live = live;
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
            var cloud = LocalCloud.start(options.apply(assembly()), console);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cloud), "stop"));
            loadCatalogue(cloud);
            awaitCalm(cloud);
            CloudState state = state(cloud);
            state.write(folder);
            welcome(state);
            if (live) {
                LiveCommand.start(state);
            }
            awaitEnd();
            return 0;
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
                        folder.assembly(stage),
                        folder.logs().resolve("synth.log"),
                        stage);
        if (synthesis.isNeeded()) {
            console.step("Synthesizing the CDK app");
            synthesis.run();
        }
        return synthesis.assembly();
    }

    /** The cloud runs even if loading its demo data fails. */
    private void loadCatalogue(LocalCloud cloud) {
        console.step("Loading the demo catalogue from files of the core system");
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
            var catalogue = Catalogue.of(Catalogue.SEED);
            Loaded loaded = loader.load(catalogue, LocalDate.now(LiveDay.ZONE));
            console.detail(
                    catalogue.products().size() + " SKUs, " + loaded.supplies() + " supplies");
            if (!loaded.inFlight().isEmpty()) {
                console.detail(loaded.line());
                console.detail(
                        "They will arrive later. See ./netstock imports and ./netstock logs.");
            }
        } catch (SdkException e) {
            console.detail("Cannot load the catalogue: " + e.getMessage());
        }
    }

    /**
     * Waits until the functions have processed the catalogue's events, so that a first call is
     * fast.
     */
    private void awaitCalm(LocalCloud cloud) {
        try {
            if (!cloud.lambda().awaitCalm(CALM, CALM_LIMIT)) {
                console.detail("the functions are still processing its events");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String output(LocalCloud cloud, String name) {
        return Optional.ofNullable(cloud.outputs().get(name)).orElseThrow(() -> missing(name));
    }

    private static CommandException missing(String output) {
        return new CommandException("The templates have no output " + output);
    }

    private CloudState state(LocalCloud cloud) {
        List<CloudState.Client> clients =
                cloud.userPools().stream().flatMap(pool -> clients(cloud, pool)).toList();
        return new CloudState(
                ProcessHandle.current().pid(),
                stage,
                CloudOptions.DEFAULT_REGION,
                cloud.apiUrl().toString(),
                cloud.endpoints().asVariables(),
                cloud.outputs(),
                clients);
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

    private void welcome(CloudState state) {
        console.step("Ready");
        var welcome = new Welcome(state, folder);
        console.line("");
        welcome.lines().forEach(console::line);
        console.line("");
        console.line("A first call. It returns 201, and 200 when repeated:");
        console.line("");
        String orderId =
                "A-"
                        + LocalTime.now(ZoneId.systemDefault())
                                .format(DateTimeFormatter.ofPattern("HHmmss"));
        console.line(welcome.firstCall(orderId));
        console.line("");
        console.line("Press Ctrl-C or run ./netstock down to stop it.");
    }

    private void stop(LocalCloud cloud) {
        CloudState.remove(folder);
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
