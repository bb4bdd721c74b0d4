package dev.netstock.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** {@code ./netstock explain}. */
@Command(
        name = "explain",
        description = "Shows how the ledger comes to the supply of a SKU, term by term.")
final class ExplainCommand implements Callable<Integer> {
    private final LocalFolder folder = NetstockCommand.folder();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SKU", description = "See ./netstock catalogue.")
    private String sku = "";

    @Option(names = "--location", description = "Where; ${DEFAULT-VALUE} by default.")
    private String location = "shinjuku";

    @Override
    public Integer call() {
        String path =
                "/v1/stock/%s/explanation?location=%s".formatted(encoded(sku), encoded(location));
        var answer = new ApiReading(RunningCloud.require(folder), "netstock/read").get(path);
        spec.commandLine().getOut().println(answer.toPrettyString());
        return 0;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
