package dev.netstock.operator.command;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.operator.command.TextView.Column;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netstock imports}. */
@Command(
        name = "imports",
        description =
                "Lists imported files, newest first, with their outcomes. The reason of a rejected"
                    + " file is in the last column; its report is next to the file in refused/.",
        footer = {"", "Example: netstock --stage prod imports --limit 5"})
final class ImportsCommand extends StageCommand {
    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "The number of files. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Override
    int run(Stage stage, AwsClients clients) {
        JsonNode answer = api(stage, clients, OPERATE).get("/v1/imports?limit=" + limit);
        if (isJson()) {
            printJson(answer);
        } else {
            new TextView(out())
                    .table(
                            answer.path("imports"),
                            Column.of("startedAt"),
                            Column.of("state"),
                            Column.of("kind"),
                            new Column("rowsRead", "rows"),
                            new Column("rowsNew", "new"),
                            Column.of("file"),
                            new Column("fault", "reason"));
        }
        return 0;
    }
}
