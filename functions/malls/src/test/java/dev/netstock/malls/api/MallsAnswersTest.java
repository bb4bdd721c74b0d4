package dev.netstock.malls.api;

import static dev.netstock.malls.api.MallOffice.call;
import static dev.netstock.malls.api.MallOffice.item;
import static dev.netstock.malls.api.MallOffice.map;
import static dev.netstock.malls.api.MallOffice.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.ExpectedAnswer;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares each response with docs/openapi.yaml, and covers each response it describes. */
class MallsAnswersTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String PUSH = "{'sku': 'tea'}";
    private static MallOffice office = MallOffice.open();

    @BeforeAll
    static void open() {
        office = MallOffice.open();
        office.send(map("tea-500", part("tea", 1)));
        office.send(map("gone", part("tea", 1)));
    }

    static Stream<ExpectedAnswer> answers() {
        return Stream.of(
                        Stream.of(
                                new ExpectedAnswer("", 200, call("GET /v1/malls")),
                                new ExpectedAnswer(
                                        "invalid-request", 400, call("GET /v1/malls").query("x=1")),
                                new ExpectedAnswer(
                                        "mall-not-connected",
                                        409,
                                        call("POST /v1/malls/{mall}/pause").path("mall", "amazon")),
                                new ExpectedAnswer("", 200, call("POST /v1/malls/{mall}/resume")),
                                new ExpectedAnswer("", 200, call("POST /v1/malls/{mall}/pause")),
                                new ExpectedAnswer(
                                        "", 200, call("POST /v1/malls/{mall}/pushes").body(PUSH)),
                                new ExpectedAnswer(
                                        "item-not-mapped",
                                        404,
                                        call("POST /v1/malls/{mall}/pushes")
                                                .body("{'sku': 'none'}")),
                                new ExpectedAnswer("", 200, call("GET /v1/malls/{mall}/items")),
                                new ExpectedAnswer("", 200, item("GET", "tea-500")),
                                new ExpectedAnswer("item-not-mapped", 404, item("GET", "none")),
                                new ExpectedAnswer("", 200, map("tea-500", part("tea", 1))),
                                new ExpectedAnswer("", 200, item("DELETE", "gone")),
                                new ExpectedAnswer("item-not-mapped", 404, item("DELETE", "none")),
                                new ExpectedAnswer("", 200, orders())),
                        ofMall().map(
                                        call ->
                                                new ExpectedAnswer(
                                                        "unknown-mall",
                                                        404,
                                                        call.path("mall", "none"))),
                        ofMall().map(
                                        call ->
                                                new ExpectedAnswer(
                                                        "invalid-request",
                                                        400,
                                                        call.path("mall", "No"))),
                        calls().map(ExpectedAnswer::tooLarge))
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void handleRequest_ofEachKind_answersAsDescribed(ExpectedAnswer given) {
        given.requireOf(office.send(given.call()), API);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_withoutTheTable_answersServiceUnavailable(HttpCall call) {
        Reply reply =
                office.over(BadClients.outOfReach()).send(call, TestContext.withTimeLeft(700));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_withABug_answersInternalError(HttpCall call) {
        Reply reply = office.over(BadClients.broken()).send(call);
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
        assertThat(MallsHandler.PRIMING)
                .extracting(request -> request.routeKey())
                .containsExactlyInAnyOrderElementsOf(
                        API.routes().stream()
                                .filter(route -> route.matches(".* /v1/malls(/.*)?"))
                                .toList());
    }

    private static HttpCall orders() {
        return call("GET /v1/malls/{mall}/orders").query("state=unmapped");
    }

    private static Stream<HttpCall> ofMall() {
        return calls().filter(call -> call.route().contains("{mall}"));
    }

    /** A valid call of each route. */
    static Stream<HttpCall> calls() {
        return Stream.of(
                call("GET /v1/malls"),
                call("POST /v1/malls/{mall}/pause"),
                call("POST /v1/malls/{mall}/resume"),
                call("POST /v1/malls/{mall}/pushes").body(PUSH),
                call("GET /v1/malls/{mall}/items"),
                item("GET", "tea-500"),
                map("tea-500", part("tea", 1)),
                item("DELETE", "gone"),
                orders());
    }
}
