package dev.netstock.operator.command;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.operator.command.TextView.Column;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netstock contradictions}. */
@Command(
        name = "contradictions",
        description =
                "Lists movements and deltas that reuse an identifier with different contents,"
                        + " newest first. The first contents count.",
        footer = {"", "Example: netstock --stage prod contradictions --limit 5"})
final class ContradictionsCommand extends StageCommand {
    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "The number of contradictions. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Override
    int run(Stage stage, AwsClients clients) {
        JsonNode answer = api(stage, clients, OPERATE).get("/v1/contradictions?limit=" + limit);
        if (isJson()) {
            printJson(answer);
        } else {
            new TextView(out())
                    .table(
                            answer.path("contradictions"),
                            new Column("heardAt", "reported at"),
                            Column.of("subject"),
                            Column.of("name"),
                            Column.of("counted"),
                            new Column("refused", "not counted"));
        }
        return 0;
    }
}
