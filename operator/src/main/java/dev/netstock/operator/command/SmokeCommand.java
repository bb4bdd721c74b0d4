package dev.netstock.operator.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.smoke.SmokeTest;
import dev.netstock.operator.smoke.TestStock;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;
import dev.netstock.operator.stage.StageApi;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code netstock smoke}. */
@Command(
        name = "smoke",
        description =
                "Tests a deployed stage with one order: reserves a unit of a SKU that is not for"
                    + " sale, repeats the request, reads and releases the order, and waits until"
                    + " the history shows it. Prints how long each step took.",
        footer = {
            "",
            "Examples:",
            "  netstock --stage prod smoke",
            "  netstock --stage prod smoke --seed shinjuku   imports stock of the SKU first"
        })
final class SmokeCommand extends StageCommand {
    private static final String RESERVE = "netstock/reserve";

    @Option(
            names = "--sku",
            paramLabel = "SKU",
            description = "The SKU. Default: ${DEFAULT-VALUE}.")
    private String sku = "SMOKE-TEST";

    @Option(
            names = "--seed",
            paramLabel = "LOCATION",
            description = "Imports a book of 1,000 units of the SKU at this location first.")
    private Optional<String> seed = Optional.empty();

    @Option(
            names = "--history-seconds",
            paramLabel = "SECONDS",
            description =
                    "How long the history may take to show the order. Default: ${DEFAULT-VALUE}.")
    private int historySeconds = 60;

    @Override
    int run(Stage stage, AwsClients clients) throws InterruptedException {
        long startedAt = System.nanoTime();
        String token = token(clients).of(stage, List.of(READ, RESERVE));
        Duration tokenTook = Duration.ofNanos(System.nanoTime() - startedAt);
        var api = new StageApi(URI.create(stage.output("ApiUrl")), token);
        if (seed.isPresent()) {
            try (var s3 = clients.s3()) {
                new TestStock(s3, stage.output("FilesBucket"), api).seed(sku, seed.get());
            }
        }
        var test = new SmokeTest(api, sku, Duration.ofSeconds(historySeconds));
        try {
            test.run();
        } finally {
            print(shown(stage, test, tokenTook));
            out().flush();
        }
        return 0;
    }

    private ObjectNode shown(Stage stage, SmokeTest test, Duration tokenTook) {
        ObjectNode shown =
                JSON.createObjectNode()
                        .put("stage", stage.name())
                        .put("sku", sku)
                        .put("order", test.order());
        ArrayNode steps = shown.putArray("steps");
        add(steps, "token", tokenTook);
        test.steps().forEach(step -> add(steps, step.name(), step.took()));
        return shown;
    }

    private static void add(ArrayNode steps, String name, Duration took) {
        steps.addObject().put("step", name).put("milliseconds", took.toMillis());
    }
}
