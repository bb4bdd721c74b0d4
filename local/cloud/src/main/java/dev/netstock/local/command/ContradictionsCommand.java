package dev.netstock.local.command;

import com.fasterxml.jackson.databind.JsonNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code ./netstock contradictions}. */
@Command(
        name = "contradictions",
        description = "Lists what was reported under a name that had other contents before.")
final class ContradictionsCommand implements Callable<Integer> {
    private final LocalFolder folder = NetstockCommand.folder();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many of the newest, ${DEFAULT-VALUE} by default.")
    private int limit = 20;

    @Override
    public Integer call() {
        var reading = new ApiReading(RunningCloud.require(folder), "netstock/operate");
        var out = spec.commandLine().getOut();
        reading.get("/v1/contradictions?limit=" + limit)
                .path("contradictions")
                .forEach(it -> out.println(line(it)));
        return 0;
    }

    /** One line for each: when, what, its name, what counts, and what does not. */
    private static String line(JsonNode one) {
        return "%s  %-8s  %s  counted %s  refused %s"
                .formatted(
                        one.path("heardAt").asText(),
                        one.path("subject").asText(),
                        one.path("name").asText(),
                        one.path("counted"),
                        one.path("refused"));
    }
}
