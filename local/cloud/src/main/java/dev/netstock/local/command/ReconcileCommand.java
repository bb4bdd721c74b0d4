package dev.netstock.local.command;

import dev.netstock.local.reconcile.Reconcile;
import dev.netstock.local.reconcile.ReconcileException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.concurrent.Callable;

/** {@code ./netstock reconcile}. */
@Command(
        name = "reconcile",
        description =
                "Compares net stock with the ledger, and prints the report. It changes nothing"
                        + " unless it is told to.")
final class ReconcileCommand implements Callable<Integer> {
    private final LocalFolder folder = NetstockCommand.folder();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--repair", description = "Mends what is found.")
    private boolean repair;

    @Override
    public Integer call() throws InterruptedException {
        CloudState state = RunningCloud.require(folder);
        var out = spec.commandLine().getOut();
        var console = new Console(out);
        try (var lambda = new AwsServices(state).lambda()) {
            var report =
                    new Reconcile(lambda, state.output("ReconcileControlFunction"))
                            .run(repair, console::step);
            out.println(report.toPrettyString());
            return 0;
        } catch (ReconcileException | SdkException e) {
            throw new CommandException("Reconcile stopped: " + e.getMessage());
        }
    }
}
