package dev.netstock.descriptions;

import static dev.netstock.descriptions.Repository.api;
import static dev.netstock.descriptions.Repository.constant;
import static dev.netstock.stock.place.Place.BUFFERS_MAX;
import static dev.netstock.stock.place.Place.BUFFER_MAX;
import static dev.netstock.stock.place.Place.GROUPS_MAX;
import static dev.netstock.stock.place.Place.PRIORITY_MAX;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.platform.testing.Schemas;
import dev.netstock.platform.testing.Schemas.Place;
import dev.netstock.platform.testing.Seed;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.shard.ShardLimits;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every limit that the description sets on answers is one of the code. Limits of requests are held
 * by the functions' own tests, those of events by {@link EventsDescriptionTest}.
 */
class LimitsDescriptionTest {
    private static final Schemas SCHEMAS = Repository.schemas();

    /** Keywords that limit values. Others say what is there, which answers are held against. */
    private static final List<String> KEYWORDS =
            List.of(
                    "maximum",
                    "exclusiveMaximum",
                    "exclusiveMinimum",
                    "maxLength",
                    "minLength",
                    "maxItems",
                    "minItems",
                    "minimum",
                    "multipleOf",
                    "pattern",
                    "maxProperties",
                    "uniqueItems");

    private static final int LOOKS = 1_000;

    /** Of answers, limits of which the code has the number. */
    private static final Map<Place, Object> OF_THE_CODE =
            Map.ofEntries(
                    Map.entry(
                            schema("ManyStockLevels", "items/maxItems"),
                            constant("dev.netstock.inquiry.ManyLevelsEndpoint", "SKUS_MAX")),
                    Map.entry(
                            schema("ManyStockLevels", "unknown/maxItems"),
                            constant("dev.netstock.inquiry.ManyLevelsEndpoint", "SKUS_MAX")),
                    Map.entry(
                            schema("History", "deltas/maxItems"),
                            constant("dev.netstock.stock.history.HistoryReader", "LIMIT_MAX")),
                    Map.entry(
                            schema("Sales", "minutes/maxItems"),
                            ((Duration)
                                            constant(
                                                    "dev.netstock.sales.figures.SalesQuery",
                                                    "SPAN_MAX"))
                                    .toMinutes()),
                    Map.entry(schema("Locations", "items/maxItems"), Places.LOCATIONS_MAX),
                    Map.entry(schema("Channels", "items/maxItems"), Places.CHANNELS_MAX),
                    Map.entry(
                            schema("Pools", "items/maxItems"),
                            constant("dev.netstock.stock.dynamodb.DynamoPoolPlans", "PLANS_MAX")),
                    Map.entry(
                            schema("Pool", "units/maximum"),
                            constant("dev.netstock.stock.pool.PoolPlan", "UNITS_MAX")),
                    Map.entry(schema("Buffers", "buffers/maxItems"), BUFFERS_MAX),
                    Map.entry(schema("LocationDetails", "priority/maximum"), PRIORITY_MAX),
                    Map.entry(schema("LocationDetails", "groups/maxItems"), GROUPS_MAX),
                    Map.entry(schema("LocationDetails", "buffers/maxItems"), BUFFERS_MAX),
                    Map.entry(schema("ChannelDetails", "buffer/maximum"), BUFFER_MAX),
                    Map.entry(
                            schema(
                                    "Explanation",
                                    "netStock/properties/channels/items/properties/buffer/maximum"),
                            BUFFER_MAX),
                    Map.entry(schema("SkuSettings", "locations/maxItems"), Places.LOCATIONS_MAX),
                    Map.entry(
                            schema("ManySettings", "settings/maxItems"),
                            constant("dev.netstock.settings.ReadManySettingsEndpoint", "SKUS_MAX")),
                    Map.entry(
                            schema("ManySettings", "unknown/maxItems"),
                            constant("dev.netstock.settings.ReadManySettingsEndpoint", "SKUS_MAX")),
                    Map.entry(
                            schema("SettingsChanges", "changes/maxItems"),
                            constant("dev.netstock.settings.SettingsFileReader", "ROWS_MAX")),
                    Map.entry(
                            schema("LocationSettings", "shards/oneOf/0/maximum"), ShardLimits.MAX),
                    Map.entry(
                            schema("ReplenishmentRequests", "requests/maxItems"),
                            limit("/paths/~1v1~1replenishment-requests/get")),
                    Map.entry(schema("Items", "items/maxItems"), limit("/paths/~1v1~1items/get")),
                    Map.entry(schema("Jobs", "jobs/maxItems"), limit("/paths/~1v1~1jobs/get")),
                    Map.entry(
                            schema("Findings", "findings/maxItems"),
                            limit("/paths/~1v1~1jobs~1{jobId}~1findings/get")),
                    Map.entry(
                            schema("DeadLetters", "messages/maxItems"),
                            limit("/paths/~1v1~1queues~1{queue}~1dead-letters/get")),
                    Map.entry(
                            schema("Categories", "categories/maxItems"),
                            constant(
                                    "dev.netstock.ledger.inquiry.CategoriesEndpoint",
                                    "CATEGORIES_MAX")),
                    Map.entry(
                            schema("Orders", "orders/maxItems"), limit("/paths/~1v1~1orders/get")),
                    Map.entry(
                            schema("SkuOrders", "orders/maxItems"),
                            limit("/paths/~1v1~1stock~1{sku}~1orders/get")),
                    Map.entry(
                            schema("Imports", "imports/maxItems"),
                            limit("/paths/~1v1~1imports/get")),
                    Map.entry(
                            schema("MovementsAccepted", "accepted/maximum"),
                            constant(
                                    "dev.netstock.ledger.movements.MovementsRequest",
                                    "MOVEMENTS_MAX")),
                    Map.entry(
                            schema("MovementsAccepted", "rejected/items/properties/index/maximum"),
                            (int)
                                            constant(
                                                    "dev.netstock.ledger.movements.MovementsRequest",
                                                    "MOVEMENTS_MAX")
                                    - 1),
                    Map.entry(
                            api(
                                    "/components/schemas/ExplanationLines/items/properties/orders/maxItems"),
                            constant("dev.netstock.ledger.explanation.LedgerReader", "ORDERS_MAX")),
                    Map.entry(
                            api(
                                    "/components/schemas/ExplanationLines/items/properties/adjustments/maxItems"),
                            constant("dev.netstock.ledger.explanation.LedgerReader", "ORDERS_MAX")),
                    Map.entry(schema("Acts", "acts/maxItems"), limit("/paths/~1v1~1audit/get")),
                    Map.entry(
                            schema("Contradictions", "contradictions/maxItems"),
                            limit("/paths/~1v1~1contradictions/get")),
                    Map.entry(
                            schema("InvalidRequest", "errors/maxItems"),
                            ValidationErrors.ERRORS_MAX));

    /** Patterns of answers; what writes them is tried below, or by the functions' own tests. */
    private static final Set<Place> PATTERNS =
            Set.of(
                    api("/components/schemas/Time/pattern"),
                    schema("Import", "digest/pattern"),
                    schema("Fault", "pointer/pattern"));

    @TestFactory
    Stream<DynamicTest> limit_ofAnAnswer_isThatOfTheCode() {
        return OF_THE_CODE.entrySet().stream()
                .map(
                        entry ->
                                DynamicTest.dynamicTest(
                                        entry.getKey().pointer(),
                                        () ->
                                                assertThat(SCHEMAS.node(entry.getKey()).asString())
                                                        .isEqualTo(entry.getValue().toString())));
    }

    @Test
    void everyLimitOfAnAnswer_isOneOfTheCode() {
        Set<Place> requests = Reach.ofRequests(SCHEMAS);
        Set<Place> held = new HashSet<>(PATTERNS);
        held.addAll(OF_THE_CODE.keySet());
        List<Place> unheld = new ArrayList<>();
        for (Place schema : Reach.ofAnswers(SCHEMAS)) {
            for (String keyword : KEYWORDS) {
                Place limit = schema.child(keyword);
                if (!SCHEMAS.node(limit).isMissingNode()
                        && !requests.contains(schema)
                        && !held.remove(limit)
                        && !isPlain(keyword, SCHEMAS.node(limit))) {
                    unheld.add(limit);
                }
            }
        }
        assertThat(unheld)
                .as("Say in OF_THE_CODE which constant it is, or take it out of the description")
                .isEmpty();
        assertThat(held).as("The description no longer has this limit").isEmpty();
    }

    /** Numbers of things are not below 0, and lists that say something are not empty. */
    private static boolean isPlain(String keyword, JsonNode limit) {
        return (keyword.equals("minimum") && Set.of("0", "1").contains(limit.asString()))
                || (keyword.equals("minItems") && limit.asString().equals("1"));
    }

    @Test
    void times_asTheApiWritesThem_haveTheDescribedForm() {
        long seed = Seed.fresh();
        Random random = new Random(seed);
        for (int i = 0; i < LOOKS; i++) {
            long millis = random.nextLong(0, 4_102_444_800_000L);
            String text = Times.text(Instant.ofEpochMilli(millis).plusNanos(random.nextInt(1_000)));
            assertThat(SCHEMAS.faults(api("/components/schemas/Time"), "\"" + text + "\""))
                    .as("%s, with the seed %d", text, seed)
                    .isEmpty();
        }
    }

    private static Place schema(String schema, String path) {
        return api("/components/schemas/" + schema + "/properties/" + path);
    }

    /** The largest page of an operation, which its function's own test holds. */
    private static Object limit(String operation) {
        return SCHEMAS.node(api(operation + "/parameters"))
                .valueStream()
                .filter(parameter -> parameter.path("name").asString("").equals("limit"))
                .map(parameter -> parameter.at("/schema/maximum").asInt())
                .findFirst()
                .orElseThrow();
    }
}
