package dev.netstock.places;

import static dev.netstock.places.PlacesFixture.allPools;
import static dev.netstock.places.PlacesFixture.buffers;
import static dev.netstock.places.PlacesFixture.channel;
import static dev.netstock.places.PlacesFixture.channels;
import static dev.netstock.places.PlacesFixture.endPool;
import static dev.netstock.places.PlacesFixture.location;
import static dev.netstock.places.PlacesFixture.locations;
import static dev.netstock.places.PlacesFixture.planPool;
import static dev.netstock.places.PlacesFixture.replaceBuffers;
import static dev.netstock.places.PlacesFixture.replaceChannel;
import static dev.netstock.places.PlacesFixture.replaceLocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.events.EventData.LocationChanged;
import dev.netstock.events.SampleEvents;
import dev.netstock.messages.testing.RecordingTopic.Answer;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class PlacesAnswersTest {
    private static final ApiDescription API = ApiDescription.read();

    private static final String POOL =
            "{'changeId': 'c1', 'location': 'east', 'units': 4, 'spillover': false}";

    private final PlacesFixture places = PlacesFixture.open();

    @AfterEach
    void close() {
        places.close();
    }

    @Test
    void locations_beforeTheFirstChange_areThoseOfTheDeployment() {
        Reply reply = places.send(locations());

        assertThat(reply.body().at("/items").findValuesAsString("location"))
                .containsExactly("east", "north", "west");
        assertThat(reply.body().at("/items/0/version").asInt()).isZero();
        assertThat(API.faults(locations().route(), reply.answer())).isEmpty();
    }

    @Test
    void replaceLocation_ofANewOne_storesAndPublishesIt_andTheFirstTimeAllOthers() {
        Reply reply =
                places.send(
                        replaceLocation(
                                "south",
                                "{'name': 'South', 'sellsOnline': true, 'priority': 5, 'groups':"
                                    + " ['b', 'a'], 'pickup': true, 'coordinates': {'latitude':"
                                    + " 35.690921, 'longitude': -139.7}, 'buffers': [{'channel':"
                                    + " 'pos', 'units': 2}]}"));

        assertThat(reply.body().toString().replace('"', '\''))
                .isEqualTo(
                        "{'location':'south','name':'South','sellsOnline':true,'priority':5,"
                                + "'groups':['a','b'],'pickup':true,'coordinates':{'latitude':"
                                + "35.690921,'longitude':-139.7},'buffers':[{'channel':'pos',"
                                + "'units':2}],'version':1}");
        assertThat(places.send(location("south")).body()).isEqualTo(reply.body());
        assertThat(published()).hasSize(4);

        places.send(replaceLocation("south", "{'sellsOnline': false}"));
        assertThat(published())
                .hasSize(5)
                .last()
                .isEqualTo(new LocationChanged("south", "south", false, 2));
    }

    @Test
    void replaceLocation_repeated_changesNothingAndPublishesItAgain() {
        HttpCall call = replaceLocation("south", "{'sellsOnline': true}");
        Reply first = places.send(call);
        assertThat(places.send(call).body()).isEqualTo(first.body());
        assertThat(published()).hasSize(5);
    }

    @Test
    void replaceLocation_whenTheTopicFails_isStoredAndPublishedByTheRepetition() {
        places.topic().fails(_ -> Answer.FAIL_ENTRY);
        HttpCall call = replaceLocation("south", "{'sellsOnline': true}");
        assertThat(places.send(call, TestContext.withTimeLeft(900)).status()).isEqualTo(503);
        places.topic().fails(_ -> Answer.ACCEPT);

        assertThat(places.send(call).status()).isEqualTo(200);
        assertThat(published()).contains(new LocationChanged("south", "south", true, 1));
    }

    @Test
    void pools_wokenByAFileOfLocations_publishAllLocationsAsTheyAre() {
        places.send(replaceLocation("south", "{'sellsOnline': false}"));
        int before = published().size();

        places.wake("{\"publish\":\"locations\"}");
        assertThat(published().subList(before, published().size()))
                .hasSize(4)
                .contains(new LocationChanged("south", "south", false, 1));
        places.wake("nonsense");
        assertThat(published()).hasSize(before + 4);
    }

    @Test
    void replaceChannel_storesIt_andOthersHaveDefaults() {
        Reply reply = places.send(replaceChannel("rakuten", "{'buffer': 3, 'spillover': false}"));
        assertThat(reply.body().toString().replace('"', '\''))
                .isEqualTo(
                        "{'channel':'rakuten','name':'rakuten','kind':'mall','buffer':3,'spillover':false,'version':1}");
        assertThat(places.send(channels()).body().at("/items").size()).isEqualTo(1);
        assertThat(places.send(channel("pos")).body().at("/kind").asString()).isEqualTo("pos");
        assertThat(places.send(channel("pos")).body().at("/version").asInt()).isZero();
    }

    @Test
    void replaceChannel_withHoldsAndALimit_storesThem_andARepetitionKeepsTheLimitAsItIs() {
        HttpCall call =
                replaceChannel(
                        "rakuten",
                        "{'defaultHoldSeconds': 600, 'maxHoldSeconds': 259200, 'limit': {'id':"
                                + " 'r-1', 'perOrder': 4, 'perCustomer': 6}}");
        Reply first = places.send(call);
        places.shop().clock().advance(Duration.ofMinutes(5));

        assertThat(places.send(call).body()).isEqualTo(first.body());
        assertThat(places.send(channel("rakuten")).body()).isEqualTo(first.body());
        assertThat(first.body().at("/defaultHoldSeconds").asInt()).isEqualTo(600);
        assertThat(first.body().at("/maxHoldSeconds").asInt()).isEqualTo(259_200);
        assertThat(first.body().at("/limit/perOrder").asInt()).isEqualTo(4);
        assertThat(Instant.parse(first.body().at("/limit/from").asString()))
                .isEqualTo(
                        Instant.parse(first.body().at("/limit/setAt").asString()).plusSeconds(30));
        assertThat(API.faults(call.route(), first.answer())).isEmpty();
    }

    @Test
    void replaceChannel_withMoreUnitsUnderTheSameId_goesOnCountingFromItsBeginning() {
        Reply first = places.send(replaceChannel("pos", "{'limit': {'id': 'a', 'perOrder': 4}}"));
        places.shop().clock().advance(Duration.ofMinutes(5));

        Reply next = places.send(replaceChannel("pos", "{'limit': {'id': 'a', 'perOrder': 5}}"));
        assertThat(next.body().at("/limit/from")).isEqualTo(first.body().at("/limit/from"));
        assertThat(next.body().at("/version").asInt()).isEqualTo(2);
        assertThat(places.send(replaceChannel("pos", "{}")).body().has("limit")).isFalse();
    }

    @Test
    void buffers_ofASku_areReplacedAsAWhole() {
        places.shop().supply("A", "east", 5, 1);
        places.send(replaceBuffers("A", "east", "{'buffers': [{'channel': 'pos', 'units': 2}]}"));
        Reply reply =
                places.send(
                        replaceBuffers(
                                "A", "east", "{'buffers': [{'channel': 'web', 'units': 1}]}"));

        assertThat(reply.body().toString().replace('"', '\''))
                .isEqualTo("{'sku':'A','location':'east','buffers':[{'channel':'web','units':1}]}");
        assertThat(places.send(buffers("A", "east")).body()).isEqualTo(reply.body());
        assertThat(places.send(buffers("NONE", "east")).status()).isEqualTo(404);
    }

    @Test
    void pool_withAWindow_opensAndEndsByItsSchedule() {
        places.shop().supply("A", "east", 5, 1);
        HttpCall plan = planPool("A", "rakuten", within(POOL, 10, 20));
        assertThat(places.send(plan).body().at("/state").asString()).isEqualTo("planned");
        places.minute();
        assertThat(state()).isEqualTo("planned");

        places.shop().clock().advance(Duration.ofMinutes(10));
        places.minute();
        places.minute();
        assertThat(state()).isEqualTo("open");
        assertThat(places.send(allPools()).body().at("/items/0/setAside").asInt()).isEqualTo(4);
        assertThat(places.shop().available("A", "east")).isEqualTo(1);

        places.shop().clock().advance(Duration.ofMinutes(10));
        places.minute();
        places.minute();
        assertThat(state()).isEqualTo("ended");
        assertThat(places.shop().available("A", "east")).isEqualTo(5);
        assertThat(places.send(plan).body().at("/state").asString()).isEqualTo("ended");

        places.shop().clock().advance(Duration.ofDays(7));
        places.minute();
        assertThat(places.send(allPools()).body().at("/items").size()).isZero();
    }

    @Test
    void pool_thatIsOpen_isNotPlannedForLater_andEndsAtItsEnd() {
        places.shop().supply("A", "east", 5, 1);
        places.send(planPool("A", "rakuten", within(POOL, 0, 10)));
        places.minute();
        HttpCall later = planPool("A", "rakuten", within(POOL.replace("c1", "c2"), 60, 70));
        assertRefused(409, later);

        places.shop().clock().advance(Duration.ofMinutes(10));
        assertRefused(409, later);
        places.minute();
        assertThat(state()).isEqualTo("ended");
        assertThat(places.shop().available("A", "east")).isEqualTo(5);

        assertThat(places.send(later).status()).isEqualTo(200);
        places.minute();
        assertThat(state()).isEqualTo("planned");
    }

    /** The same from and to some minutes from now. */
    private String within(String pool, int from, int to) {
        Instant now = places.shop().clock().instant();
        return pool.replace(
                "}",
                ", 'startsAt': '%s', 'endsAt': '%s'}"
                        .formatted(
                                now.plus(Duration.ofMinutes(from)),
                                now.plus(Duration.ofMinutes(to))));
    }

    @Test
    void pool_thatIsDeleted_endsAtOnce_andAChangeAddsUnits() {
        places.shop().supply("A", "east", 5, 1);
        places.send(planPool("A", "rakuten", POOL));
        places.minute();
        places.send(planPool("A", "rakuten", POOL.replace("c1", "c2").replace("4", "1")));
        places.minute();
        assertThat(places.shop().available("A", "east")).isZero();

        assertThat(places.send(endPool("A", "rakuten", "east")).status()).isEqualTo(200);
        places.minute();
        assertThat(places.shop().available("A", "east")).isEqualTo(5);
        assertThat(places.send(endPool("A", "rakuten", "east")).status()).isEqualTo(200);
    }

    @Test
    void pool_ofAnUnknownSku_ofTheMallSync_orThatDoesNotExist_isRefused() {
        assertRefused(404, planPool("NONE", "rakuten", POOL));
        assertRefused(409, planPool("A", "yahoo", POOL));
        assertRefused(404, endPool("A", "rakuten", "east"));
    }

    private void assertRefused(int status, HttpCall call) {
        Reply reply = places.send(call);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    private String state() {
        return places.send(allPools()).body().at("/items/0/state").asString();
    }

    @Test
    void location_thatIsUnknown_isNotFound() {
        Reply reply = places.send(location("nowhere"));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(API.faults(location("nowhere").route(), reply.answer())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_withoutTheTables_answersServiceUnavailable(HttpCall call) {
        Reply reply =
                places.over(BadClients.outOfReach()).send(call, TestContext.withTimeLeft(700));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_withABug_answersInternalError(HttpCall call) {
        Reply reply = places.over(BadClients.broken()).send(call);
        assertThat(reply.status()).isEqualTo(500);
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read-locations",
                "replace-location",
                "replace-channel",
                "replace-buffers",
                "plan-pool"
            })
    void handleRequest_withASampleEvent_answersAsDescribed(String sample) {
        places.shop().supply("4901234567894", "shinjuku", 30, 1);
        var event =
                LambdaEvents.read(
                        APIGatewayV2HTTPEvent.class, SampleEvents.json("places/" + sample));
        var answer = places.handler().handleRequest(event, TestContext.create());
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(API.faults(event.getRouteKey(), answer)).isEmpty();
    }

    @Test
    void priming_calls_onlyDescribedRoutes() {
        assertThat(API.routes())
                .containsAll(
                        PlacesHandler.PRIMING.stream().map(request -> request.routeKey()).toList());
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        Reply reply =
                Reply.of(
                        new PlacesHandler()
                                .handleRequest(locations().event(), TestContext.withTimeLeft(700)));
        assertThat(reply.status()).isEqualTo(503);
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        assertThatThrownBy(() -> PlacesConfig.of(new Environment(Map.of("LOCATIONS", "a"))))
                .hasMessage("The environment variable PLACES_TABLE is not set");
    }

    private List<LocationChanged> published() {
        return places.topic().events().stream()
                .map(event -> (LocationChanged) event.data())
                .toList();
    }

    /** A valid call of each route. */
    static Stream<HttpCall> calls() {
        return Stream.of(
                locations(),
                location("east"),
                replaceLocation("east", "{'sellsOnline': true}"),
                channels(),
                channel("pos"),
                replaceChannel("pos", "{}"),
                buffers("A", "east"),
                replaceBuffers("A", "east", "{'buffers': []}"),
                allPools(),
                planPool("A", "rakuten", POOL),
                endPool("A", "rakuten", "east"));
    }
}
