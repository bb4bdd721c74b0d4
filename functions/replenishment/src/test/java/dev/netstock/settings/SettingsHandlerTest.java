package dev.netstock.settings;

import static dev.netstock.replenishment.Depot.read;
import static dev.netstock.replenishment.Depot.readMany;
import static dev.netstock.replenishment.Depot.replace;
import static dev.netstock.replenishment.Depot.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.platform.audit.AuditEntry;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.RecordedActs;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.replenishment.Depot;
import dev.netstock.stock.Locations;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class SettingsHandlerTest {
    private final Depot depot = Depot.open();

    @Test
    void replace_ofASkuThatIsLow_publishesItOnceAndAtOnce() {
        depot.supply("A", 7, 1);

        assertThat(depot.set("A", 5, 10, 40).status()).isEqualTo(200);
        assertThat(ids()).containsExactly("stock.low#A#east#1", "replenishment.requested#A#east#1");

        depot.set("A", 5, 10, 40);
        depot.deliver(depot.level("A"));
        assertThat(ids()).isEmpty();
    }

    @Test
    void replace_ofASkuThatIsNotLow_publishesNothing() {
        depot.supply("A", 11, 1);
        depot.set("A", 5, 10, 40);
        assertThat(ids()).isEmpty();
    }

    @Test
    void replace_withAHigherReorderPoint_evaluatesTheLevelAgain() {
        depot.supply("A", 15, 1);
        depot.set("A", 5, 10, 40);
        depot.deliver(depot.level("A"));

        depot.set("A", 5, 20, 40);
        assertThat(ids()).containsExactly("stock.low#A#east#1", "replenishment.requested#A#east#1");
    }

    @Test
    void replace_beforeTheLevelIsDelivered_readsNetStock() {
        depot.supply("A", 30, 1);
        depot.set("A", 5, 10, 40);
        StockEvent low = depot.supply("A", 3, 2);

        depot.set("A", 5, 10, 40);
        assertThat(ids()).hasSize(2);
        depot.deliver(low);
        assertThat(ids()).isEmpty();
    }

    @Test
    void replace_withoutALocation_removesItsSettings() {
        depot.supply("A", 30, 1);
        depot.shop().supply("A", "west", 30, 1);
        String east = "{'location': 'east', 'safetyStock': 5, 'reorderPoint': 10, 'orderUpTo': 40}";
        String west = east.replace("east", "west");
        depot.send(replace("A", "{'locations': [%s, %s]}".formatted(west, east)));

        Reply reply = depot.send(replace("A", "{'locations': [%s]}".formatted(west)));

        assertThat(reply.body().get("locations").size()).isEqualTo(1);
        assertThat(reply.at("/locations/0/location")).isEqualTo("west");
        assertThat(depot.send(read("A")).body()).isEqualTo(reply.body());
        depot.deliver(depot.supply("A", 1, 2));
        assertThat(ids()).isEmpty();
    }

    @Test
    void replace_byAnOperator_recordsTheSettingsBeforeAndAfterIt() {
        depot.supply("A", 30, 1);
        Reply before = depot.set("A", 5, 10, 41);
        var acts = new RecordedActs();
        APIGatewayV2HTTPResponse answer =
                depot.settings(Places.planned(Shop.LOCATIONS), acts)
                        .handleRequest(
                                replace("A", "{'locations': []}").eventOf("mika"),
                                TestContext.create());
        AuditEntry act = acts.ended();
        assertThat(act.action()).isEqualTo("replaceSettings");
        assertThat(act.targets()).containsExactly("A");
        assertThat(act.before()).contains(before.answer().getBody());
        assertThat(act.result().orElseThrow().after()).contains(answer.getBody());
    }

    @Test
    void replace_withoutARecoveryPoint_usesTheMiddle() {
        depot.supply("A", 30, 1);
        Reply reply = depot.set("A", 5, 10, 41);
        assertThat(reply.at("/locations/0/recoveryPoint")).isEqualTo("26");
    }

    @Test
    void replace_withDisplaySamples_publishesAndStoresThem() {
        depot.supply("A", 30, 1);
        String samples = "{'locations': [{'location': 'east', 'displaySamples': 2}]}";
        Reply reply = depot.send(replace("A", samples));
        assertThat(reply.at("/locations/0/displaySamples")).isEqualTo("2");
        assertThat(depot.send(read("A")).body()).isEqualTo(reply.body());
        assertThat(publishedSamples()).singleElement().extracting(it -> it.units()).isEqualTo(2L);
    }

    @Test
    void replace_withOtherSamples_publishesAGreaterVersion() {
        depot.supply("A", 30, 1);
        depot.send(replace("A", "{'locations': [{'location': 'east', 'displaySamples': 2}]}"));
        depot.send(replace("A", "{'locations': [{'location': 'east', 'displaySamples': 0}]}"));
        List<DisplaySamplesChanged> published = publishedSamples();
        assertThat(published).extracting(DisplaySamplesChanged::units).containsExactly(2L, 0L);
        assertThat(published.getLast().version()).isGreaterThan(published.getFirst().version());
    }

    @Test
    void replace_withoutSamples_leavesThemToTheFiles() {
        depot.supply("A", 30, 1);
        depot.send(replace("A", "{'locations': [{'location': 'east', 'displaySamples': 2}]}"));
        publishedSamples();
        Reply reply = depot.set("A", 5, 10, 40);
        assertThat(reply.body().at("/locations/0/displaySamples").isMissingNode()).isTrue();
        assertThat(publishedSamples()).isEmpty();
    }

    @Test
    void replace_withoutALocationWithSamples_removesThemOnce() {
        depot.supply("A", 30, 1);
        depot.shop().supply("A", "west", 30, 1);
        String west = "{'location': 'west', 'displaySamples': 1}";
        depot.send(
                replace(
                        "A",
                        "{'locations': [%s, {'location': 'east', 'displaySamples': 2}]}"
                                .formatted(west)));
        DisplaySamplesChanged before = samplesOf("east").getLast();

        Reply reply = depot.send(replace("A", "{'locations': [%s]}".formatted(west)));

        assertThat(reply.body().get("locations").size()).isEqualTo(1);
        DisplaySamplesChanged removed = samplesOf("east").getLast();
        assertThat(removed.units()).isZero();
        assertThat(removed.version()).isGreaterThan(before.version());
        // Published again with the same version: a file that was uploaded in between counts.
        depot.send(replace("A", "{'locations': []}"));
        depot.send(replace("A", "{'locations': [{'location': 'east', 'shards': 'auto'}]}"));
        assertThat(samplesOf("east").getLast()).isEqualTo(removed);
        assertThat(samplesOf("west").getLast().units()).isZero();
        depot.send(replace("A", "{'locations': [{'location': 'east', 'displaySamples': 2}]}"));
        depot.send(replace("A", "{'locations': []}"));
        assertThat(samplesOf("east").getLast().units()).isZero();
        assertThat(samplesOf("east").getLast().version()).isGreaterThan(removed.version());
    }

    @Test
    void replace_withoutALocationWhoseSamplesComeFromFiles_removesThem() {
        depot.supply("A", 30, 1);
        depot.send(replace("A", "{'locations': [{'location': 'east', 'displaySamples': 2}]}"));
        depot.send(replace("A", "{'locations': [{'location': 'east', 'shards': 3}]}"));
        assertThat(samplesOf("east").getLast().units()).isEqualTo(2);
        depot.send(replace("A", "{'locations': []}"));
        assertThat(samplesOf("east").getLast().units()).isZero();
    }

    @Test
    void replace_whenRemovedSamplesCannotBePublished_publishesThemNextTime() {
        depot.supply("A", 30, 1);
        depot.send(replace("A", "{'locations': [{'location': 'east', 'displaySamples': 2}]}"));
        String none = "{'locations': []}";
        depot.topic().failing(true);
        assertThat(depot.send(replace("A", none), TestContext.withTimeLeft(700)).status())
                .isEqualTo(503);
        depot.topic().failing(false);
        assertThat(depot.send(replace("A", none)).status()).isEqualTo(200);
        assertThat(samplesOf("east").getLast().units()).isZero();
    }

    private final List<DisplaySamplesChanged> allSamples = new ArrayList<>();

    private List<DisplaySamplesChanged> samplesOf(String location) {
        allSamples.addAll(publishedSamples());
        return allSamples.stream().filter(it -> it.location().equals(location)).toList();
    }

    @Test
    void replace_whenSamplesCannotBePublished_answersServiceUnavailableAndPublishesThemNextTime() {
        depot.supply("A", 30, 1);
        String samples = "{'locations': [{'location': 'east', 'displaySamples': 2}]}";
        depot.topic().failing(true);
        assertThat(depot.send(replace("A", samples), TestContext.withTimeLeft(700)).status())
                .isEqualTo(503);
        depot.topic().failing(false);
        assertThat(depot.send(replace("A", samples)).status()).isEqualTo(200);
        assertThat(publishedSamples()).hasSize(1);
    }

    private List<DisplaySamplesChanged> publishedSamples() {
        return depot.topic().published().stream()
                .map(StockEvent::data)
                .filter(DisplaySamplesChanged.class::isInstance)
                .map(DisplaySamplesChanged.class::cast)
                .toList();
    }

    @Test
    void replace_withPinnedShards_plansThemAndTriggersTheShardsFunction() {
        depot.supply("A", 30, 1);
        Reply reply =
                depot.send(
                        replace(
                                "A",
                                "{'locations': [{'location': 'east', 'shards': 16},"
                                        + " {'location': 'west', 'safetyStock': 5,"
                                        + " 'reorderPoint': 10, 'orderUpTo': 40}]}"));
        assertThat(reply.at("/locations/0/shards")).isEqualTo("16");
        assertThat(reply.at("/locations/1/shards")).isEqualTo("auto");
        assertThat(depot.send(read("A")).body()).isEqualTo(reply.body());
        assertThat(depot.plans("A"))
                .singleElement()
                .satisfies(plan -> assertThat(plan.target().pinned()).contains(16));
        assertThat(depot.shardMessages())
                .containsExactly(
                        "{\"kind\":\"look\",\"places\":[{\"sku\":\"A\",\"location\":\"east\"}]}");
    }

    @Test
    void replace_withoutAPinOrWithAuto_leavesTheShardsToThePolicy() {
        depot.supply("A", 30, 1);
        depot.send(replace("A", "{'locations': [{'location': 'east', 'shards': 16}]}"));
        for (String without : List.of("", "{'location': 'east', 'shards': 'auto'}")) {
            depot.send(replace("A", "{'locations': [{'location': 'east', 'shards': 16}]}"));
            depot.shardMessages();
            Reply reply = depot.send(replace("A", "{'locations': [" + without + "]}"));
            assertThat(reply.body().get("locations").size()).isZero();
            assertThat(depot.plans("A"))
                    .singleElement()
                    .satisfies(plan -> assertThat(plan.target().pinned()).isEmpty());
            assertThat(depot.shardMessages()).hasSize(1);
        }
    }

    @Test
    void replace_withTheSamePin_triggersNothing() {
        depot.supply("A", 30, 1);
        depot.send(replace("A", "{'locations': [{'location': 'east', 'shards': 16}]}"));
        depot.shardMessages();
        depot.send(replace("A", "{'locations': [{'location': 'east', 'shards': 16}]}"));
        assertThat(depot.shardMessages()).isEmpty();
    }

    @Test
    void replace_withSomeThresholds_returnsPointersToTheMissingOnes() {
        Reply reply =
                depot.send(
                        replace(
                                "A",
                                "{'locations': [{'location': 'east', 'shards': 2, 'safetyStock':"
                                        + " 5}]}"));
        assertThat(reply.pointers())
                .containsExactlyInAnyOrder("/locations/0/reorderPoint", "/locations/0/orderUpTo");
    }

    @Test
    void read_withoutSettings_hasNoLocations() {
        depot.supply("A", 30, 1);
        Reply reply = depot.send(read("A"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("locations").size()).isZero();
    }

    @Test
    void readMany_ofMoreSettingsThanAResponseCanHave_asksForFewerSkus() {
        depot.supply("A", 30, 1);
        depot.set("A", 5, 10, 40);
        List<String> skus = depot.copySettings("A", 100, 500);

        Reply reply = depot.send(readMany("sku=" + String.join("&sku=", skus)));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.pointers()).containsExactly("query:/sku");

        Reply fewer = depot.send(readMany("sku=" + String.join("&sku=", skus.subList(0, 50))));
        assertThat(fewer.body().get("settings")).hasSize(50);
        assertThat(fewer.body().at("/settings/49/locations")).hasSize(500);
    }

    @ParameterizedTest
    @CsvSource({
        "safetyStock, -1, /locations/0/safetyStock",
        "safetyStock, 11, /locations/0/reorderPoint",
        "reorderPoint, 40, /locations/0/orderUpTo",
        "recoveryPoint, 10, /locations/0/recoveryPoint",
        "recoveryPoint, 41, /locations/0/recoveryPoint",
        "orderUpTo, 1.5, /locations/0/orderUpTo",
        "location, 'Q', /locations/0/location",
        "location, 'nowhere', /locations/0/location",
        "shards, 0, /locations/0/shards",
        "shards, 201, /locations/0/shards",
        "shards, 'few', /locations/0/shards",
        "channelBuffer, 3, /locations/0/channelBuffer"
    })
    void replace_withAnInvalidMember_returnsItsPointer(String name, String value, String pointer) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("location", "'east'");
        members.put("safetyStock", "5");
        members.put("reorderPoint", "10");
        members.put("orderUpTo", "40");
        members.put("recoveryPoint", "25");
        members.put(name, value.matches("[A-Za-z]+") ? "'" + value + "'" : value);
        List<String> json = new ArrayList<>();
        members.forEach((member, text) -> json.add("'" + member + "': " + text));
        depot.supply("A", 30, 1);

        Reply reply =
                depot.send(replace("A", "{'locations': [{" + String.join(", ", json) + "}]}"));

        assertThat(reply.pointers()).containsExactly(pointer);
        assertThat(depot.send(read("A")).body().get("locations").size()).isZero();
    }

    @Test
    void replace_withADuplicateLocation_returnsItsPointer() {
        String east = "{'location': 'east', 'safetyStock': 5, 'reorderPoint': 10, 'orderUpTo': 40}";
        Reply reply = depot.send(replace("A", "{'locations': [%s, %s]}".formatted(east, east)));
        assertThat(reply.pointers()).containsExactly("/locations/1/location");
    }

    @Test
    void requests_overSeveralPages_areCompleteAndNewestFirst() {
        for (int number = 1; number <= 5; number++) {
            depot.supply("A" + number, 1, 1);
            depot.set("A" + number, 5, 10, 40);
            depot.shop().clock().advance(Duration.ofSeconds(1));
        }
        List<String> ids = new ArrayList<>();
        String cursor = "";
        for (int pages = 0; pages < 10; pages++) {
            Reply reply = depot.send(requests("limit=2" + cursor));
            ids.addAll(requestIds(reply));
            if (!reply.body().has("next")) {
                break;
            }
            cursor = "&cursor=" + reply.at("/next");
        }
        assertThat(ids)
                .containsExactly("A5/east/1", "A4/east/1", "A3/east/1", "A2/east/1", "A1/east/1");
    }

    @Test
    void requests_filteredBySkuLocationOrDay_matchTheFilter() {
        depot.supply("A", 1, 1);
        depot.supply("B", 1, 1);
        depot.set("A", 5, 10, 40);
        depot.set("B", 5, 10, 40);

        assertThat(requestIds(depot.send(requests("sku=B")))).containsExactly("B/east/1");
        assertThat(requestIds(depot.send(requests("location=east")))).hasSize(2);
        assertThat(requestIds(depot.send(requests("location=west")))).isEmpty();
        assertThat(requestIds(depot.send(requests("day=2026-11-21")))).hasSize(2);
        assertThat(requestIds(depot.send(requests("day=2026-11-20")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "cursor=%2A",
                "day=2026-13-01",
                "day=21",
                "day=0000-01-01",
                "day=2026-11-2%C3%A9",
                "x=1"
            })
    void requests_withAnInvalidQuery_returnItsPointer(String query) {
        assertThat(depot.send(requests(query)).pointers())
                .containsExactly("query:/" + query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @CsvSource({"read, 200", "replace, 200", "read-requests, 200"})
    void handleRequest_withASampleEvent_answersAsDescribed(String sample, int status) {
        depot.supply("4901234567894", 1, 1);
        var event =
                LambdaEvents.read(
                        APIGatewayV2HTTPEvent.class, SampleEvents.json("settings/" + sample));
        APIGatewayV2HTTPResponse answer =
                depot.settings(Places.planned(Locations.parse("shinjuku,east")))
                        .handleRequest(event, TestContext.create());
        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(ApiDescription.read().faults(event.getRouteKey(), answer)).isEmpty();
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        APIGatewayV2HTTPResponse answer =
                new SettingsHandler()
                        .handleRequest(read("A").event(), TestContext.withTimeLeft(700));
        assertThat(answer.getStatusCode()).isEqualTo(503);
    }

    @Test
    void config_withoutARequiredVariable_namesIt() {
        var environment =
                new Environment(
                        Map.of(
                                "REPLENISHMENT_TABLE", "a",
                                "REPLENISHMENT_REQUESTS_TABLE", "b",
                                "PROJECTIONS_TABLE", "c",
                                "SALE_MODE_TABLE", "s",
                                "STOCK_EVENTS_TOPIC", "d",
                                "SUPPLY_CHAIN_QUEUE", "e",
                                "SHARDS_TABLE", "f",
                                "PLACES_TABLE", "p",
                                "LOCATIONS", "east"));
        assertThatThrownBy(() -> SettingsConfig.of(environment))
                .hasMessage("The environment variable NET_STOCK_TABLE is not set");
    }

    private List<String> ids() {
        return depot.topic().published().stream().map(StockEvent::id).toList();
    }

    private static List<String> requestIds(Reply reply) {
        return reply.body().get("requests").values().stream()
                .map(request -> request.get("requestId").asString())
                .toList();
    }
}
