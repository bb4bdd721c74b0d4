package dev.netstock.local.command;

import com.fasterxml.jackson.databind.JsonNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code ./netstock imports}. */
@Command(name = "imports", description = "Lists the files that came in, and what became of them.")
final class ImportsCommand implements Callable<Integer> {
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
        reading.get("/v1/imports?limit=" + limit)
                .path("imports")
                .forEach(it -> out.println(line(it)));
        return 0;
    }

    /** One line for each: when, what, how many rows, and what is wrong with it. */
    private static String line(JsonNode one) {
        return "%s  %-8s  %-10s  %8d rows  %8d new  %s%s"
                .formatted(
                        one.path("startedAt").asText(),
                        one.path("state").asText(),
                        one.path("kind").asText(),
                        one.path("rowsRead").asLong(),
                        one.path("rowsNew").asLong(),
                        one.path("file").asText(),
                        one.has("fault") ? "  " + one.path("fault").asText() : "");
    }
}
