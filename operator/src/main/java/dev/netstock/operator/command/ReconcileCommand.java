package dev.netstock.operator.command;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.operator.reconcile.Reconcile;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;
import dev.netstock.operator.stage.StageFunction;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netstock reconcile}. */
@Command(
        name = "reconcile",
        description =
                "Compares net stock with the ledger and prints the report. Changes nothing unless"
                        + " --repair is given. Waits until the run has finished, which takes at"
                        + " least twice the settle time.",
        footer = {
            "",
            "Examples:",
            "  netstock --stage prod reconcile            a dry run",
            "  netstock --stage prod reconcile --repair   repairs the findings",
            "  netstock --stage prod reconcile --report   the last report, without a run"
        })
final class ReconcileCommand extends StageCommand {
    @ArgGroup private Action action = new Action();

    @Option(
            names = "--no-wait",
            description = "Returns when the run was requested. See --status and --report.")
    private boolean noWait;

    /** At most one of them. */
    private static final class Action {
        @Option(names = "--repair", description = "Repairs the findings.")
        private boolean repair;

        @Option(
                names = "--status",
                description = "Prints the state of the newest run. Starts none.")
        private boolean status;

        @Option(names = "--report", description = "Prints the newest report. Starts no run.")
        private boolean report;
    }

    @Override
    int run(Stage stage, AwsClients clients) throws InterruptedException {
        try (var lambda = clients.lambda()) {
            print(
                    answer(
                            new Reconcile(
                                    new StageFunction(
                                            lambda, stage.output("ReconcileControlFunction")))));
            return 0;
        }
    }

    private JsonNode answer(Reconcile reconcile) throws InterruptedException {
        if (action.status) {
            return reconcile.status();
        }
        if (action.report) {
            return reconcile.report();
        }
        if (noWait) {
            return reconcile.start(action.repair);
        }
        return reconcile.run(action.repair, err()::println);
    }
}
