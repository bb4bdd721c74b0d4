package dev.netstock.operator.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.command.TextView.Column;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.Stage;
import dev.netstock.operator.stage.StageApi;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code netstock malls}. */
@Command(
        name = "malls",
        description =
                "Shows the state of each mall: how far its orders are taken, what is in doubt or"
                        + " refused, and its last error. Pauses, resumes and pushes counts, maps"
                        + " items, and lists items and orders.",
        footer = {
            "",
            "Examples:",
            "  netstock --stage prod malls                                the state of each mall",
            "  netstock --stage prod malls resume rakuten                 connects it, or ends a"
                    + " pause",
            "  netstock --stage prod malls push 4901234567894             reads and corrects"
                    + " counts",
            "  netstock --stage prod malls map rakuten tea-500 4901234567894",
            "  netstock --stage prod malls map rakuten gift-set 4901234567894=3 4909876543210=1",
            "  netstock --stage prod malls items rakuten --state rejected",
            "  netstock --stage prod malls orders rakuten --state unmapped"
        },
        subcommands = {
            MallsCommand.Pause.class,
            MallsCommand.Resume.class,
            MallsCommand.Push.class,
            MallsCommand.MapItem.class,
            MallsCommand.UnmapItem.class,
            MallsCommand.Items.class,
            MallsCommand.Orders.class
        })
final class MallsCommand extends StageCommand {
    private static final String MALLS = "/v1/malls";

    @Override
    int run(Stage stage, AwsClients clients) {
        JsonNode answer = api(stage, clients, OPERATE).get(MALLS);
        if (isJson()) {
            printJson(answer);
            return 0;
        }
        ArrayNode rows = JSON.createArrayNode();
        for (JsonNode mall : answer.path("malls")) {
            ObjectNode row = rows.addObject();
            row.setAll((ObjectNode) mall);
            JsonNode error = mall.path("lastError");
            row.put(
                    "lastError",
                    error.isMissingNode()
                            ? ""
                            : error.path("at").asText() + " " + error.path("cause").asText());
        }
        new TextView(out())
                .table(
                        rows,
                        Column.of("mall"),
                        Column.of("state"),
                        new Column("countLagSeconds", "count lag s"),
                        new Column("orderLagSeconds", "order lag s"),
                        new Column("ordersUpTo", "orders up to"),
                        new Column("itemsInDoubt", "in doubt"),
                        new Column("itemsRejected", "rejected"),
                        new Column("unmappedOrders", "unmapped"),
                        new Column("unsettledOrders", "unsettled"),
                        new Column("credentialDaysLeft", "key days"),
                        Column.of("lastError"));
        return 0;
    }

    private static String path(String mall, String rest) {
        return MALLS + "/" + encoded(mall) + rest;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode post(StageApi api, String path, Optional<JsonNode> body) {
        return api.send("POST", path, body).expect(200);
    }

    /** A list that has pages: all of them. */
    private static ObjectNode all(StageApi api, String path, String query, String member) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode list = all.putArray(member);
        String next = "";
        do {
            String cursor = next.isEmpty() ? "" : (query.isEmpty() ? "" : "&") + "cursor=" + next;
            String asked = query + cursor;
            JsonNode page = api.get(path + (asked.isEmpty() ? "" : "?" + asked));
            list.addAll((ArrayNode) page.withArray(member));
            next = page.path("next").asText();
        } while (!next.isEmpty());
        return all;
    }

    private static String parts(JsonNode item, String member) {
        return String.join(
                " + ",
                item.path(member)
                        .valueStream()
                        .map(part -> part.path("units").asText() + " " + part.path("sku").asText())
                        .toList());
    }

    /** What a mall shows of items, as a table. */
    private static void printItems(JsonNode items, TextView view) {
        ArrayNode rows = JSON.createArrayNode();
        for (JsonNode item : items) {
            ObjectNode row = rows.addObject();
            row.put("item", item.path("item").asText());
            row.put("variant", item.path("variant").asText());
            row.put("state", item.path("state").asText());
            row.put(
                    "sells",
                    item.has("wanted")
                            ? parts(item, "parts") + " -> " + parts(item, "wanted")
                            : parts(item, "parts"));
            row.put("shows", shows(item));
            row.put("target", item.path("target").asText());
            row.put("reason", item.path("reason").asText());
            row.put("lastSent", sent(item));
            row.put("problem", item.path("problem").asText());
        }
        view.table(
                rows,
                Column.of("item"),
                Column.of("variant"),
                Column.of("state"),
                Column.of("sells"),
                Column.of("shows"),
                Column.of("target"),
                Column.of("reason"),
                Column.of("lastSent"),
                Column.of("problem"));
    }

    /** {@code 5}, {@code 2-5} or {@code ?}. */
    static String shows(JsonNode item) {
        String low = item.path("shows").path("low").asText();
        String high = item.path("shows").path("high").asText("?");
        return low.equals(high) ? low : high.equals("?") ? high : low + "-" + high;
    }

    /** {@code +3 at <time>} or {@code 3 at <time>}. */
    static String sent(JsonNode item) {
        JsonNode sent = item.path("lastSent");
        if (sent.isMissingNode()) {
            return "";
        }
        long count = sent.path("count").asLong();
        boolean isAdded = sent.path("kind").asText().equals("add") && count > 0;
        return (isAdded ? "+" : "") + count + " at " + sent.path("at").asText();
    }

    @Command(
            name = "pause",
            description = "Stops sending counts to a mall. Its orders are still taken.",
            footer = {"", "Example: netstock --stage prod malls pause rakuten"})
    static final class Pause extends StageCommand {
        @Parameters(paramLabel = "MALL", description = "The mall.")
        private String mall = "";

        @Override
        int run(Stage stage, AwsClients clients) {
            print(post(api(stage, clients, OPERATE), path(mall, "/pause"), Optional.empty()));
            return 0;
        }
    }

    @Command(
            name = "resume",
            description = "Connects a mall, or ends a pause.",
            footer = {"", "Example: netstock --stage prod malls resume rakuten"})
    static final class Resume extends StageCommand {
        @Parameters(paramLabel = "MALL", description = "The mall.")
        private String mall = "";

        @Override
        int run(Stage stage, AwsClients clients) {
            print(post(api(stage, clients, OPERATE), path(mall, "/resume"), Optional.empty()));
            return 0;
        }
    }

    @Command(
            name = "push",
            description =
                    "Reads the counts of a SKU at the malls at once, and writes those that are"
                            + " wrong. Items that a mall refused are tried again.",
            footer = {"", "Example: netstock --stage prod malls push 4901234567894 --mall yahoo"})
    static final class Push extends StageCommand {
        @Parameters(paramLabel = "SKU", description = "The SKU.")
        private String sku = "";

        @Option(
                names = "--mall",
                paramLabel = "MALL",
                description = "The mall. Default: every mall that sells the SKU.")
        private Optional<String> mall = Optional.empty();

        @Override
        int run(Stage stage, AwsClients clients) {
            StageApi api = api(stage, clients, OPERATE);
            List<String> malls =
                    mall.map(List::of)
                            .orElseGet(
                                    () ->
                                            api.get(MALLS)
                                                    .path("malls")
                                                    .valueStream()
                                                    .map(it -> it.path("mall").asText())
                                                    .toList());
            ObjectNode pushed = JSON.createObjectNode();
            for (String each : malls) {
                StageApi.Answer answer =
                        api.send(
                                "POST",
                                path(each, "/pushes"),
                                Optional.of(JSON.createObjectNode().put("sku", sku)));
                boolean isElsewhere = mall.isEmpty() && answer.status() == 404;
                if (!isElsewhere) {
                    pushed.set(each, answer.expect(200).path("items"));
                }
            }
            if (pushed.isEmpty()) {
                throw new CommandException("No mall has an item of the SKU " + sku);
            }
            if (isJson()) {
                printJson(pushed);
            } else {
                for (Map.Entry<String, JsonNode> each : pushed.properties()) {
                    out().println(each.getKey());
                    printItems(each.getValue(), new TextView(out()));
                }
            }
            return 0;
        }
    }

    @Command(
            name = "map",
            description =
                    "Maps a mall item to SKUs. An item that the mall shows changes once its count"
                            + " is zero.",
            footer = {
                "",
                "Example: netstock --stage prod malls map rakuten gift-set 4901234567894=3"
                        + " 4909876543210=1"
            })
    static final class MapItem extends StageCommand {
        @Parameters(index = "0", paramLabel = "MALL", description = "The mall.")
        private String mall = "";

        @Parameters(index = "1", paramLabel = "ITEM", description = "The mall's name of the item.")
        private String item = "";

        @Parameters(
                index = "2..*",
                arity = "1..*",
                paramLabel = "SKU[=UNITS]",
                description = "A SKU, and how many units of it one item has. Default: 1.")
        private List<String> parts = List.of();

        @Option(names = "--variant", paramLabel = "VARIANT", description = "The variant, if any.")
        private Optional<String> variant = Optional.empty();

        @Override
        int run(Stage stage, AwsClients clients) {
            ObjectNode body = JSON.createObjectNode();
            ArrayNode array = body.putArray("parts");
            for (String part : parts) {
                int equals = part.indexOf('=');
                String units = equals < 0 ? "1" : part.substring(equals + 1);
                if (!units.matches("\\d{1,4}")) {
                    throw usage("Not a number of units: " + part);
                }
                array.addObject()
                        .put("sku", equals < 0 ? part : part.substring(0, equals))
                        .put("units", Integer.parseInt(units));
            }
            print(api(stage, clients, OPERATE).put(itemPath(mall, item, variant), body));
            return 0;
        }
    }

    private static String itemPath(String mall, String item, Optional<String> variant) {
        // API Gateway takes an encoded slash for the end of the segment: it is encoded twice.
        String name = item.replace("%", "%25").replace("/", "%2F");
        return path(mall, "/items/" + encoded(name))
                + variant.map(it -> "?variant=" + encoded(it)).orElse("");
    }

    @Command(
            name = "unmap",
            description =
                    "Removes the mapping of a mall item: its count is written to zero, and its"
                            + " units go back to general stock.",
            footer = {"", "Example: netstock --stage prod malls unmap rakuten tea-500"})
    static final class UnmapItem extends StageCommand {
        @Parameters(index = "0", paramLabel = "MALL", description = "The mall.")
        private String mall = "";

        @Parameters(index = "1", paramLabel = "ITEM", description = "The mall's name of the item.")
        private String item = "";

        @Option(names = "--variant", paramLabel = "VARIANT", description = "The variant, if any.")
        private Optional<String> variant = Optional.empty();

        @Override
        int run(Stage stage, AwsClients clients) {
            print(
                    api(stage, clients, OPERATE)
                            .send("DELETE", itemPath(mall, item, variant), Optional.empty())
                            .expect(200));
            return 0;
        }
    }

    @Command(
            name = "items",
            description =
                    "Lists the items of a mall: what they sell, what the mall shows and should"
                            + " show, and why.",
            footer = {"", "Example: netstock --stage prod malls items rakuten --state rejected"})
    static final class Items extends StageCommand {
        @Parameters(paramLabel = "MALL", description = "The mall.")
        private String mall = "";

        @Option(names = "--sku", paramLabel = "SKU", description = "Only items of this SKU.")
        private Optional<String> sku = Optional.empty();

        @Option(
                names = "--state",
                paramLabel = "STATE",
                description = "Only items that are in-doubt or rejected.")
        private Optional<String> state = Optional.empty();

        @Override
        int run(Stage stage, AwsClients clients) {
            String query =
                    sku.map(it -> "sku=" + encoded(it))
                            .or(() -> state.map(it -> "state=" + encoded(it)))
                            .orElse("");
            ObjectNode all =
                    all(api(stage, clients, OPERATE), path(mall, "/items"), query, "items");
            if (isJson()) {
                printJson(all);
            } else {
                printItems(all.path("items"), new TextView(out()));
            }
            return 0;
        }
    }

    @Command(
            name = "orders",
            description =
                    "Lists orders of a mall that net stock could not take completely: unmapped"
                            + " ones wait for a mapping, unsettled ones for units or an answer.",
            footer = {"", "Example: netstock --stage prod malls orders rakuten --state unsettled"})
    static final class Orders extends StageCommand {
        @Parameters(paramLabel = "MALL", description = "The mall.")
        private String mall = "";

        @Option(
                names = "--state",
                paramLabel = "STATE",
                description = "unmapped or unsettled. Default: ${DEFAULT-VALUE}.")
        private String state = "unmapped";

        @Override
        int run(Stage stage, AwsClients clients) {
            ObjectNode all =
                    all(
                            api(stage, clients, OPERATE),
                            path(mall, "/orders"),
                            "state=" + encoded(state),
                            "orders");
            if (isJson()) {
                printJson(all);
                return 0;
            }
            ArrayNode rows = JSON.createArrayNode();
            for (JsonNode order : all.path("orders")) {
                for (JsonNode item : order.path("items")) {
                    rows.addObject()
                            .put("number", order.path("number").asText())
                            .put("placedAt", order.path("placedAt").asText())
                            .put("item", item.path("item").asText())
                            .put("variant", item.path("variant").asText())
                            .put("quantity", item.path("quantity").asText())
                            .put(
                                    "waitsFor",
                                    !item.path("mapped").asBoolean()
                                            ? "mapping"
                                            : order.path("waits").asBoolean() ? "units" : "");
                }
            }
            new TextView(out())
                    .table(
                            rows,
                            Column.of("number"),
                            Column.of("placedAt"),
                            Column.of("item"),
                            Column.of("variant"),
                            Column.of("quantity"),
                            Column.of("waitsFor"));
            return 0;
        }
    }
}
