package dev.netstock.local.command;

import dev.netstock.local.cloud.CloudOptions;
import dev.netstock.operator.CommandException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./netstock up}. */
@Command(
        name = "up",
        description = "Builds missing modules, synthesizes the CDK app and runs its templates.")
final class UpCommand implements Callable<Integer> {
    /** The default port of the API: NETS on a phone keypad. */
    private static final int USUAL_PORT = 6387;

    /** 100 units of a SKU, 1,000 of a request, for a day. */
    private static final String APPROVALS = "100,1000,24";

    private static final String SETTLE_SECONDS = "5";
    private static final String CALLER = "netstock.caller";

    private final LocalFolder folder = NetstockCommand.folder();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--detach", description = "Returns when the cloud is ready; it keeps running.")
    private boolean detach;

    @Option(
            names = "--port",
            description =
                    "The API's port, ${DEFAULT-VALUE} by default; any free port if it is in use.")
    private int port = USUAL_PORT;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Stores tables and objects in this folder; in memory if omitted.")
    private @Nullable Path data;

    @Option(
            names = "--stage",
            description = "The stage of the templates; ${DEFAULT-VALUE} by default.")
    private String stage = "dev";

    @Option(
            names = "--live",
            description =
                    "Simulates a trading day: POS sales, deliveries and"
                            + " web orders, some with failed payments.")
    private boolean live;

    @Option(
            names = "--malls",
            description = "Starts simulators of external malls, in which the demo store sells.")
    private boolean malls;

    @Override
    public Integer call() {
        var console = new Console(spec.commandLine().getOut());
        if (RunningLock.isHeld(folder.lock())) {
            CloudState state = RunningCloud.require(folder);
            console.line("A local cloud is already running.");
            new Welcome(state, folder).lines().forEach(console::line);
            return 0;
        }
        if (detach) {
            return new DetachedUp(folder, arguments()).start();
        }
        try {
            return new ForegroundUp(folder, stage, live, malls, console).run(this::options);
        } catch (CommandException e) {
            throw e;
        } catch (RuntimeException e) {
            new StartFailure(console.currentStep(), e, folder).report().forEach(console::line);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(List.of("up", "--port", "" + port, "--stage", stage));
        if (live) {
            arguments.add("--live");
        }
        if (malls) {
            arguments.add("--malls");
        }
        if (data != null) {
            arguments.addAll(List.of("--data", fromCaller(data).toString()));
        }
        return arguments;
    }

    private CloudOptions options(Path assembly) {
        return new CloudOptions(
                assembly,
                CloudOptions.DEFAULT_REGION,
                port,
                folder.work(),
                folder.logs(),
                Optional.ofNullable(data).map(UpCommand::fromCaller),
                Optional.of(folder.repository().resolve("console")),
                true,
                variables());
    }

    /**
     * What a demo needs in place of the settings of the stage: the rule of two persons is on, and
     * reconcile waits only as long as something can be in flight while there are no orders.
     */
    private Map<String, String> variables() {
        return live
                ? Map.of("APPROVALS", APPROVALS)
                : Map.of("APPROVALS", APPROVALS, "RECONCILE_SETTLE_SECONDS", SETTLE_SECONDS);
    }

    /** Resolves a path against the folder from which the script was called. */
    static Path fromCaller(Path path) {
        return Path.of(System.getProperty(CALLER, "")).toAbsolutePath().resolve(path);
    }
}
