package dev.netstock.settings;

import static dev.netstock.replenishment.Depot.file;
import static dev.netstock.replenishment.Depot.read;
import static dev.netstock.replenishment.Depot.readLimit;
import static dev.netstock.replenishment.Depot.readMany;
import static dev.netstock.replenishment.Depot.replace;
import static dev.netstock.replenishment.Depot.replaceLimit;
import static dev.netstock.replenishment.Depot.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.ExpectedAnswer;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.replenishment.Depot;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares each response with docs/openapi.yaml, and covers each response it describes. */
class SettingsAnswersTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String SETTINGS =
            "{'locations': [{'location': 'east', 'safetyStock': 1, 'reorderPoint': 10, 'orderUpTo':"
                    + " 40}]}";
    private static final String FILE = "sku,location,shards|A,east,2";
    private static final String LIMIT = "{'id': 'sale', 'perOrder': 1, 'perCustomer': 2}";
    private static Depot depot = Depot.open();

    @BeforeAll
    static void open() {
        depot = Depot.open();
        depot.supply("A", 5, 1);
        depot.set("A", 1, 10, 40);
    }

    static Stream<ExpectedAnswer> answers() {
        return Stream.concat(
                Stream.of(
                        new ExpectedAnswer("", 200, read("A")),
                        new ExpectedAnswer("unknown-sku", 404, read("NONE")),
                        new ExpectedAnswer("invalid-request", 400, read("no sku")),
                        new ExpectedAnswer("", 200, replace("A", SETTINGS)),
                        new ExpectedAnswer("unknown-sku", 404, replace("NONE", SETTINGS)),
                        new ExpectedAnswer("invalid-request", 400, replace("A", "{}")),
                        new ExpectedAnswer("", 200, readMany("sku=A&sku=NONE")),
                        new ExpectedAnswer("invalid-request", 400, readMany("")),
                        new ExpectedAnswer("", 200, file("", FILE)),
                        new ExpectedAnswer("", 200, file("dryRun=true", FILE.replace("2", "3"))),
                        new ExpectedAnswer("invalid-request", 400, file("", "sku,location|A,east")),
                        new ExpectedAnswer("", 200, readLimit("A")),
                        new ExpectedAnswer("unknown-sku", 404, readLimit("NONE")),
                        new ExpectedAnswer("invalid-request", 400, readLimit("no sku")),
                        new ExpectedAnswer("", 200, replaceLimit("A", LIMIT)),
                        new ExpectedAnswer("unknown-sku", 404, replaceLimit("NONE", LIMIT)),
                        new ExpectedAnswer("invalid-request", 400, replaceLimit("A", "{}")),
                        new ExpectedAnswer("", 200, requests("")),
                        new ExpectedAnswer("invalid-request", 400, requests("day=today"))),
                calls().map(ExpectedAnswer::tooLarge));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void handleRequest_ofEachKind_answersAsDescribed(ExpectedAnswer given) {
        given.requireOf(depot.send(given.call()), API);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_withoutTheTables_answersServiceUnavailable(HttpCall call) {
        Reply reply = depot.over(BadClients.outOfReach()).send(call, TestContext.withTimeLeft(700));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_withABug_answersInternalError(HttpCall call) {
        Reply reply = depot.over(BadClients.broken()).send(call);
        assertThat(reply.status()).isEqualTo(500);
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    @Test
    void answers_cover_exactlyTheDescribedOnes() {
        Set<String> routes = calls().map(HttpCall::route).collect(Collectors.toSet());
        assertThat(ExpectedAnswer.kinds(answers(), calls())).isEqualTo(API.kinds(routes));
    }

    @Test
    void priming_calls_exactlyTheRoutesOfTheFunction() {
        assertThat(SettingsHandler.PRIMING)
                .extracting(request -> request.routeKey())
                .containsExactlyInAnyOrderElementsOf(
                        API.routes().stream()
                                .filter(
                                        route ->
                                                route.contains("/v1/skus/")
                                                        || route.contains("/v1/settings")
                                                        || route.contains("/v1/replenishment"))
                                .toList())
                .allSatisfy(route -> assertThat(API.operation(route)).isNotEmpty());
    }

    @Test
    void body_asDescribed_isAccepted() {
        HttpCall call = replace("A", SETTINGS);
        assertThat(API.allowsBody(call.route(), call.body())).isTrue();
        assertThat(API.allowsBody(call.route(), call.body().replace("safety", "unsafe"))).isFalse();
    }

    /** A valid call of each route. */
    static Stream<HttpCall> calls() {
        return Stream.of(
                read("A"),
                replace("A", SETTINGS),
                readMany("sku=A"),
                file("", FILE),
                readLimit("A"),
                replaceLimit("A", LIMIT),
                requests(""));
    }
}
