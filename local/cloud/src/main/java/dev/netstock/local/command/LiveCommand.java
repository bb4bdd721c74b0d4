package dev.netstock.local.command;

import dev.netstock.local.cloud.Progress;
import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.live.LiveDay;
import dev.netstock.local.live.LiveStore;
import dev.netstock.local.mallshops.DemoMall;
import dev.netstock.local.mallshops.MallShops;
import dev.netstock.operator.CommandException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code ./netstock live}. */
@Command(
        name = "live",
        description =
                "Simulates a trading day until it is interrupted: POS sales, deliveries, web"
                        + " orders, some with failed payments, and orders in malls.")
final class LiveCommand implements Callable<Integer> {
    private static final int USUAL_PER_SECOND = 3;
    private static final List<String> SCOPES = List.of("netstock/reserve");

    private final LocalFolder folder = NetstockCommand.folder();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--per-second",
            paramLabel = "N",
            description = "Events per second, ${DEFAULT-VALUE} by default.")
    private int perSecond = USUAL_PER_SECOND;

    @Override
    public Integer call() throws InterruptedException {
        if (perSecond < 1) {
            throw new CommandException("At least one event per second is required");
        }
        run(RunningCloud.require(folder), perSecond, new Console(spec.commandLine().getOut()));
        return 0;
    }

    /** Runs silently in the background until this process ends. */
    static void start(CloudState state) {
        Thread.ofPlatform()
                .daemon()
                .name("live")
                .start(
                        () -> {
                            try {
                                run(state, USUAL_PER_SECOND, Progress.SILENT);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private static void run(CloudState state, int perSecond, Progress progress)
            throws InterruptedException {
        var clock = InstantSource.system();
        long seed = clock.millis();
        var day =
                new LiveDay(
                        Catalogue.of(Catalogue.SEED),
                        state.mallsUrl() == null ? List.of() : List.of(DemoMall.values()),
                        new Random(seed),
                        clock,
                        Long.toString(seed, Character.MAX_RADIX));
        try (var kinesis = new AwsServices(state).kinesis();
                var http = HttpClient.newHttpClient()) {
            var tokens = new CachedToken(() -> state.token(SCOPES), clock);
            var store =
                    new LiveStore(
                            kinesis,
                            state.output("StockMovementsStream"),
                            http,
                            URI.create(state.apiUrl()),
                            tokens::get,
                            Optional.ofNullable(state.mallsUrl())
                                    .map(url -> new MallShops(http, URI.create(url))));
            while (true) {
                step(store, day, progress);
                Thread.sleep(Duration.ofSeconds(1).dividedBy(perSecond));
            }
        }
    }

    /** Reports a failure and continues. */
    private static void step(LiveStore store, LiveDay day, Progress progress)
            throws InterruptedException {
        try {
            progress.detail(store.perform(day.next()));
        } catch (IOException | SdkException e) {
            progress.detail("failed: " + e.getMessage());
        }
    }

    /** Requests a new token well before the old one expires. */
    private static final class CachedToken {
        private static final Duration KEPT = Duration.ofMinutes(30);

        private final Supplier<String> source;
        private final InstantSource clock;
        private String token = "";
        private Instant until = Instant.MIN;

        CachedToken(Supplier<String> source, InstantSource clock) {
            this.source = source;
            this.clock = clock;
        }

        String get() {
            if (clock.instant().isAfter(until)) {
                token = source.get();
                until = clock.instant().plus(KEPT);
            }
            return token;
        }
    }
}
