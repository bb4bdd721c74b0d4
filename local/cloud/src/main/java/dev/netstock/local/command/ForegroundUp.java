package dev.netstock.local.command;

import dev.netstock.local.assembly.Synthesis;
import dev.netstock.local.cloud.CloudOptions;
import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.cloud.LocalCloud;
import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.CatalogueLoader;
import dev.netstock.local.identity.UserPool;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs the cloud in this process until it is told to end. */
final class ForegroundUp {
    /** The output that names the function by which supply enters. */
    private static final String SUPPLY_APPLY_OUTPUT = "SupplyApplyFunction";

    private static final Duration CALM = Duration.ofSeconds(2);
    private static final Duration CALM_LIMIT = Duration.ofMinutes(1);

    private final LocalFolder folder;
    private final String stage;
    private final Console console;

    ForegroundUp(LocalFolder folder, String stage, Console console) {
        this.folder = folder;
        this.stage = stage;
        this.console = console;
    }

    /**
     * Runs it.
     *
     * @param options made for the folder of the cloud assembly
     * @return the exit code, when it has ended
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
            awaitEnd();
            return 0;
        }
    }

    private RunningLock lock() {
        return RunningLock.tryAcquire(folder.lock())
                .orElseThrow(() -> new CommandException("A local cloud runs already."));
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

    private void loadCatalogue(LocalCloud cloud) {
        console.step("Loading the demo catalogue");
        var clients = new LocalAwsClients(CloudOptions.DEFAULT_REGION);
        String function = cloud.outputs().get(SUPPLY_APPLY_OUTPUT);
        if (function == null) {
            throw new CommandException("The templates have no output " + SUPPLY_APPLY_OUTPUT);
        }
        try (var lambda = clients.lambda(cloud.endpoints().lambda())) {
            var catalogue = Catalogue.of(Catalogue.SEED);
            int supplies = new CatalogueLoader(lambda, function).load(catalogue);
            console.detail(catalogue.products().size() + " SKUs, " + supplies + " supplies");
        }
    }

    /** The catalogue's events keep the functions busy for a while: a first call shall not wait. */
    private void awaitCalm(LocalCloud cloud) {
        try {
            if (!cloud.lambda().awaitCalm(CALM, CALM_LIMIT)) {
                console.detail("the functions are still busy with its events");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
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
        console.line("A first call, which answers 201, and 200 when it is sent again:");
        console.line("");
        String orderId =
                "A-"
                        + LocalTime.now(ZoneId.systemDefault())
                                .format(DateTimeFormatter.ofPattern("HHmmss"));
        console.line(welcome.firstCall(orderId));
        console.line("");
        console.line("Ctrl-C or ./netstock down ends it.");
    }

    private void stop(LocalCloud cloud) {
        CloudState.remove(folder);
        cloud.close();
        console.line("Stopped.");
    }

    /** The end comes by a signal, whose shutdown hook stops the cloud. */
    private static void awaitEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
