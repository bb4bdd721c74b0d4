package dev.netstock.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Seven SKUs at east, each low at 10 or fewer. The test runs the rebuild like the operator command.
 */
class ReplenishmentRebuildTest {
    private static final List<String> SKUS = List.of("A", "B", "C", "D", "E", "F", "G");
    private static final long SEED = 20261121;

    private final Depot depot = Depot.open();

    @Test
    void rebuild_afterRandomLevelsAndSettings_equalsTheServingGeneration() {
        deliverRandomLevels(new SplittableRandom(SEED), 100);
        depot.topic().published();

        int generation = rebuild();

        assertThat(depot.rows(generation))
                .as("seed %d", SEED)
                .hasSize(SKUS.size())
                .containsExactlyInAnyOrderElementsOf(depot.rows(1));
        assertThat(depot.topic().published()).isEmpty();
    }

    /** The serving generation processes the level later, and publishes the same events again. */
    @Test
    void rebuild_afterALevelWasLost_publishesTheCrossing() {
        watch("A");
        depot.supply("A", 4, 2);

        rebuild();

        List<StockEvent> published = depot.topic().published();
        assertThat(published)
                .extracting(StockEvent::id)
                .containsExactly("stock.low#A#east#1", "replenishment.requested#A#east#1");
        depot.shop().clock().advance(Duration.ofSeconds(5));
        depot.deliver(depot.level("A"));
        assertThat(depot.topic().published()).isEqualTo(published);
        depot.deliver(depot.level("A"));
        assertThat(ids()).isEmpty();
    }

    @Test
    void rebuild_ofSettingsWithoutLocations_skipsThem() {
        depot.send(Depot.replace("A", "{'locations': []}"));
        watch("B");

        int generation = rebuild();

        assertThat(depot.rows(generation)).containsExactlyInAnyOrderElementsOf(depot.rows(1));
    }

    @Test
    void rebuild_whileLevelsArrive_keepsUpWithThem() {
        watch("A");
        watch("B");
        int generation = begin();
        depot.deliver(depot.supply("A", 4, 2));
        replay(generation, 0, 1);
        depot.deliver(depot.supply("B", 4, 2), depot.supply("A", 30, 3));
        replay(generation, 2, 3);
        depot.deliver(depot.supply("A", 3, 4));
        depot.set("B", 1, 12, 50);
        depot.supply("C", 2, 1);
        depot.set("C", 5, 10, 40);

        assertThat(depot.rows(generation))
                .hasSize(3)
                .containsExactlyInAnyOrderElementsOf(depot.rows(1));
        assertThat(ids())
                .containsOnlyOnce(
                        "stock.low#A#east#1",
                        "stock.recovered#A#east#1",
                        "stock.low#A#east#2",
                        "stock.low#B#east#1",
                        "stock.low#C#east#1");
    }

    @Test
    void rebuild_afterTheSwitch_continuesInTheNewGenerationAndRetiresTheOld() {
        watch("A");
        depot.deliver(depot.supply("A", 4, 2));
        int generation = rebuild();
        depot.rebuild("{'action': 'switch', 'generation': %d}".formatted(generation));
        depot.topic().published();

        depot.deliver(depot.supply("A", 30, 3));
        assertThat(ids()).containsExactly("stock.recovered#A#east#1");

        depot.shop().clock().advance(Duration.ofMinutes(1));
        depot.rebuild("{'action': 'retire', 'generation': 1}");
        assertThat(depot.rows(1)).isEmpty();
        assertThat(depot.rows(generation)).hasSize(1);
        assertThat(depot.send(Depot.read("A")).body().get("locations").size()).isEqualTo(1);
        depot.deliver(depot.supply("A", 4, 4));
        assertThat(ids()).contains("stock.low#A#east#2");
    }

    @Test
    void replay_beforeConsumersKnowTheGeneration_isRefused() {
        watch("A");
        int generation = number(depot.rebuild("{'action': 'start'}"), "generation");
        assertThatThrownBy(() -> replay(generation, 0, 0)).hasMessageContaining("may run until");
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        var input =
                new ByteArrayInputStream(
                        "{\"action\": \"status\"}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(
                        () ->
                                new ReplenishmentRebuildHandler()
                                        .handleRequest(
                                                input,
                                                new ByteArrayOutputStream(),
                                                TestContext.withTimeLeft(700)))
                .isInstanceOf(RetryLaterException.class);
    }

    @Test
    void environment_withoutARequiredVariable_isReportedByName() {
        var environment =
                new Environment(
                        Map.of(
                                "REPLENISHMENT_TABLE", "a",
                                "REPLENISHMENT_REQUESTS_TABLE", "b",
                                "PROJECTIONS_TABLE", "c",
                                "SALE_MODE_TABLE", "s",
                                "STOCK_EVENTS_TOPIC", "d",
                                "SUPPLY_CHAIN_QUEUE", "e",
                                "NET_STOCK_TABLE", "f"));
        assertThatThrownBy(() -> ReplenishmentRebuildHandler.rebuild(environment, (_, _) -> {}))
                .hasMessage("The environment variable CONSUMER_TIMEOUT_SECONDS is not set");
    }

    /** Delivers random levels of all SKUs, and sets, changes and removes settings. */
    private void deliverRandomLevels(SplittableRandom random, int steps) {
        SKUS.forEach(this::watch);
        for (int step = 0; step < steps; step++) {
            String sku = SKUS.get(random.nextInt(SKUS.size()));
            StockEvent level = depot.supply(sku, random.nextLong(0, 45), step + 2);
            depot.deliver(level);
            if (random.nextInt(10) == 0) {
                depot.send(Depot.replace(sku, "{'locations': []}"));
            }
            if (random.nextInt(5) == 0) {
                depot.set(sku, 5, random.nextInt(10, 15), 40);
            }
        }
    }

    /** A page has thousands of SKUs: a call that has time for some of them keeps those. */
    @Test
    void replay_withoutTimeForAPage_goesOnWhereItStopped() {
        List.of("A", "B", "C", "D", "E", "F", "G", "H").forEach(this::watch);
        int generation = begin();
        int calls = 0;
        for (int segment = 0; segment <= 3; segment++) {
            String cursor = "null";
            do {
                cursor =
                        JsonMapper.shared()
                                .readTree(
                                        depot.rebuild(
                                                "{'action': 'replay', 'generation': %d, 'segment': %d, 'cursor': %s}"
                                                        .formatted(generation, segment, cursor),
                                                TestContext.withTimeLeft(5_200)))
                                .get("cursor")
                                .toString();
                calls++;
            } while (!cursor.equals("null"));
        }
        assertThat(calls).isGreaterThan(4);
        assertThat(depot.rows(generation)).containsExactlyInAnyOrderElementsOf(depot.rows(1));
    }

    private void watch(String sku) {
        depot.supply(sku, 30, 1);
        depot.set(sku, 5, 10, 40);
    }

    private int rebuild() {
        int generation = begin();
        replay(generation, 0, 3);
        return generation;
    }

    private int begin() {
        int generation = number(depot.rebuild("{'action': 'start'}"), "generation");
        depot.shop().clock().advance(Duration.ofMinutes(1));
        return generation;
    }

    private void replay(int generation, int first, int last) {
        for (int segment = first; segment <= last; segment++) {
            JsonNode answer =
                    JsonMapper.shared()
                            .readTree(
                                    depot.rebuild(
                                            "{'action': 'replay', 'generation': %d, 'segment': %d}"
                                                    .formatted(generation, segment)));
            assertThat(answer.get("cursor").isNull()).isTrue();
        }
    }

    private static int number(String json, String name) {
        return JsonMapper.shared().readTree(json).get(name).asInt();
    }

    private List<String> ids() {
        return depot.topic().published().stream().map(StockEvent::id).toList();
    }
}
