package dev.netstock.operator.command;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.rebuild.Rebuild;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;
import dev.netstock.operator.stage.StageFunction;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code netstock rebuild}. */
@Command(
        name = "rebuild",
        description =
                "Rebuilds a projection from the events, while the old generation serves reads."
                        + " After an interruption, run it again to resume.",
        footer = {"", "Example: netstock --stage prod rebuild history"})
final class RebuildCommand extends StageCommand {
    private static final String OUTPUT_END = "RebuildFunction";

    @Parameters(paramLabel = "PROJECTION", description = "Such as history, sales or replenishment.")
    private String projection = "";

    @Option(
            names = "--abandon",
            description = "Discards the generation that is being built. The old one serves reads.")
    private boolean abandon;

    @Override
    int run(Stage stage, AwsClients clients) throws InterruptedException {
        String function = function(stage.outputs(), projection);
        try (var lambda = clients.lambda()) {
            var rebuild = new Rebuild(new StageFunction(lambda, function), new RebuildLines(err()));
            if (abandon) {
                rebuild.abandon();
                print(JSON.createObjectNode().put("projection", projection).put("abandoned", true));
            } else {
                int serving = rebuild.run();
                print(
                        JSON.createObjectNode()
                                .put("projection", projection)
                                .put("servingGeneration", serving));
            }
            return 0;
        }
    }

    /** The ARN in the output of a projection. */
    static String function(Map<String, String> outputs, String projection) {
        Map<String, String> functions = new TreeMap<>();
        outputs.forEach(
                (key, arn) -> {
                    if (key.endsWith(OUTPUT_END)) {
                        String name = key.substring(0, key.length() - OUTPUT_END.length());
                        functions.put(name.toLowerCase(Locale.ROOT), arn);
                    }
                });
        String arn = functions.get(projection.toLowerCase(Locale.ROOT));
        if (arn == null) {
            throw new CommandException(
                    "Unknown projection %s. Projections: %s."
                            .formatted(projection, String.join(", ", functions.keySet())));
        }
        return arn;
    }
}
