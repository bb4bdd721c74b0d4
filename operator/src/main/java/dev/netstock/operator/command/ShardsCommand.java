package dev.netstock.operator.command;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.command.TextView.Column;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code netstock shards}. */
@Command(
        name = "shards",
        description =
                "Shows over how many items the units of SKUs are spread: open shards, the last"
                        + " decision, and the pinned number. Pins the number for a location.",
        footer = {
            "",
            "Examples:",
            "  netstock --stage prod shards                  all SKUs that are split or pinned",
            "  netstock --stage prod shards 4901234567894",
            "  netstock --stage prod shards 4901234567894 --location shinjuku --pin 40",
            "  netstock --stage prod shards 4901234567894 --location shinjuku --pin auto"
        })
final class ShardsCommand extends StageCommand {
    private static final String AUTO = "auto";
    private static final List<String> KEY = List.of("sku", "location");

    @Parameters(
            arity = "0..1",
            paramLabel = "SKU",
            description = "The SKU. Without it, the command lists all.")
    private String sku = "";

    @Option(
            names = "--location",
            paramLabel = "LOCATION",
            description = "The location. Required with --pin.")
    private Optional<String> location = Optional.empty();

    @Option(
            names = "--pin",
            paramLabel = "N|auto",
            description =
                    "Pins the number of shards of the SKU at the location; auto returns to the"
                            + " policy. Other settings of the SKU stay as they are.")
    private Optional<String> pin = Optional.empty();

    @Override
    int run(Stage stage, AwsClients clients) {
        if (pin.isPresent()) {
            print(pinned(stage, clients, pin.get()));
            return 0;
        }
        try (var tables = clients.dynamoDb()) {
            ObjectNode answer = JSON.createObjectNode();
            ArrayNode rows = answer.putArray("shards");
            plans(tables, stage.output("ShardsTable"))
                    .filter(row -> location.isEmpty() || location.equals(text(row, "location")))
                    .sorted(Comparator.comparing(row -> text(row, "sku").orElse("")))
                    .forEach(row -> rows.add(shown(row, firstItem(tables, stage, row))));
            if (isJson()) {
                printJson(answer);
            } else {
                new TextView(out())
                        .table(
                                rows,
                                Column.of("sku"),
                                Column.of("location"),
                                new Column("openShards", "open"),
                                Column.of("decided"),
                                Column.of("pinned"),
                                Column.of("atLeast"),
                                new Column("neededAt", "last needed at"));
            }
            return 0;
        }
    }

    /**
     * The settings of a SKU are replaced as a whole: those of others are sent as they were read.
     */
    private JsonNode pinned(Stage stage, AwsClients clients, String shards) {
        String pinnedAt =
                location.filter(_ -> !sku.isEmpty())
                        .orElseThrow(() -> usage("--pin needs a SKU and --location"));
        JsonNode number =
                shards.equals(AUTO)
                        ? JSON.getNodeFactory().textNode(AUTO)
                        : JSON.getNodeFactory().numberNode(number(shards));
        var api = api(stage, clients, OPERATE);
        String path = "/v1/skus/" + URLEncoder.encode(sku, StandardCharsets.UTF_8) + "/settings";
        ArrayNode locations = JSON.createArrayNode();
        ObjectNode changed = JSON.createObjectNode().put("location", pinnedAt);
        for (JsonNode settings : api.get(path).path("locations")) {
            if (settings.path("location").asText().equals(pinnedAt)) {
                changed.setAll((ObjectNode) settings);
            } else {
                locations.add(settings);
            }
        }
        locations.add(changed.set("shards", number));
        return api.put(path, JSON.createObjectNode().set("locations", locations));
    }

    private int number(String shards) {
        try {
            return Integer.parseInt(shards);
        } catch (NumberFormatException _) {
            throw usage("--pin is a number or auto, not " + shards);
        }
    }

    private Stream<Map<String, AttributeValue>> plans(DynamoDbClient tables, String table) {
        return sku.isEmpty()
                ? tables.scanPaginator(it -> it.tableName(table)).items().stream()
                : tables
                        .queryPaginator(
                                it ->
                                        it.tableName(table)
                                                .keyConditionExpression("sku = :sku")
                                                .expressionAttributeValues(
                                                        Map.of(":sku", AttributeValue.fromS(sku))))
                        .items()
                        .stream();
    }

    /** The item that has the actual number of shards. */
    private static Map<String, AttributeValue> firstItem(
            DynamoDbClient tables, Stage stage, Map<String, AttributeValue> plan) {
        return tables.getItem(
                        it ->
                                it.tableName(stage.output("NetStockTable"))
                                        .key(
                                                plan.entrySet().stream()
                                                        .filter(key -> KEY.contains(key.getKey()))
                                                        .collect(
                                                                toMap(
                                                                        Map.Entry::getKey,
                                                                        Map.Entry::getValue)))
                                        .projectionExpression("openShards, shards")
                                        .consistentRead(true))
                .item();
    }

    private static ObjectNode shown(
            Map<String, AttributeValue> plan, Map<String, AttributeValue> item) {
        ObjectNode json =
                JSON.createObjectNode()
                        .put("sku", text(plan, "sku").orElse(""))
                        .put("location", text(plan, "location").orElse(""))
                        .put("openShards", number(item, "openShards").orElse(1))
                        .put("shards", number(item, "shards").orElse(1));
        number(plan, "shards").ifPresent(it -> json.put("decided", it));
        number(plan, "pinned").ifPresent(it -> json.put("pinned", it));
        number(plan, "atLeast").ifPresent(it -> json.put("atLeast", it));
        text(plan, "neededAt").ifPresent(it -> json.put("neededAt", it));
        return json;
    }

    private static Optional<String> text(Map<String, AttributeValue> row, String name) {
        return Optional.ofNullable(row.get(name)).map(AttributeValue::s);
    }

    private static Optional<Integer> number(Map<String, AttributeValue> row, String name) {
        return Optional.ofNullable(row.get(name)).map(it -> Integer.valueOf(it.n()));
    }
}
