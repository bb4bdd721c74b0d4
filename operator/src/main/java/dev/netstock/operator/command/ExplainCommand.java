package dev.netstock.operator.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;
import dev.netstock.operator.stage.StageApi;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code netstock explain}. */
@Command(
        name = "explain",
        description =
                "Explains the stock of a SKU: each sum, its terms, when each term was last"
                        + " reported, and what each mall shows of it and why.",
        footer = {
            "",
            "Examples:",
            "  netstock --stage prod explain 4901234567894                      every location",
            "  netstock --stage prod explain 4901234567894 --location shinjuku"
        })
final class ExplainCommand extends StageCommand {
    @Parameters(paramLabel = "SKU", description = "The SKU.")
    private String sku = "";

    @Option(
            names = "--location",
            paramLabel = "LOCATION",
            description = "The location. Default: every location of the SKU.")
    private Optional<String> location = Optional.empty();

    @Override
    int run(Stage stage, AwsClients clients) {
        var api = api(stage, clients, READ);
        List<JsonNode> explanations =
                location.map(List::of).orElseGet(() -> locations(api)).stream()
                        .map(it -> explanation(api, it))
                        .toList();
        if (isJson()) {
            ObjectNode json = JSON.createObjectNode();
            json.putArray("explanations").addAll(explanations);
            printJson(json);
        } else {
            var tree = new ExplanationTree(out(), Instant.now());
            explanations.forEach(tree::print);
            explanations.stream().findFirst().ifPresent(tree::printMalls);
        }
        return 0;
    }

    private List<String> locations(StageApi api) {
        return api.get("/v1/stock/" + encoded(sku))
                .path("locations")
                .valueStream()
                .map(it -> it.path("location").asText())
                .toList();
    }

    private JsonNode explanation(StageApi api, String location) {
        return api.get(
                "/v1/stock/%s/explanation?location=%s".formatted(encoded(sku), encoded(location)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
