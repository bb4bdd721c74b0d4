package dev.netstock.inquiry;

import static dev.netstock.inquiry.Inquiry.history;
import static dev.netstock.inquiry.Inquiry.levels;
import static dev.netstock.inquiry.Inquiry.manyLevels;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.ApiDescription;
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

/** Tests every response of the API description, and that there are no others. */
class InquiryAnswersTest {
    private static final ApiDescription API = ApiDescription.read();

    /** The stock paths that the ledger serves. */
    private static final Set<String> OF_OTHER_FUNCTIONS =
            Set.of(
                    "GET /v1/stock/{sku}/explanation",
                    "GET /v1/stock/{sku}/orders",
                    "GET /v1/stock/{sku}/buffers/{location}",
                    "PUT /v1/stock/{sku}/buffers/{location}",
                    "PUT /v1/stock/{sku}/pools/{channel}",
                    "DELETE /v1/stock/{sku}/pools/{channel}");

    private static Inquiry inquiry = Inquiry.open();

    @BeforeAll
    static void open() {
        inquiry = Inquiry.open();
        inquiry.shop().supply("A", "east", 5, 1);
        inquiry.shop().reserve("o", line("A", 2));
        inquiry.recordHistory();
    }

    static Stream<ExpectedAnswer> answers() {
        return Stream.concat(
                Stream.of(
                        new ExpectedAnswer("", 200, levels("A")),
                        new ExpectedAnswer("unknown-sku", 404, levels("NONE")),
                        new ExpectedAnswer("", 200, manyLevels("sku=A&sku=NONE")),
                        new ExpectedAnswer("invalid-request", 400, manyLevels("")),
                        new ExpectedAnswer("", 200, history("A", "")),
                        new ExpectedAnswer("unknown-sku", 404, history("NONE", "")),
                        new ExpectedAnswer("invalid-request", 400, levels("no sku")),
                        new ExpectedAnswer("invalid-request", 400, history("no sku", ""))),
                calls().map(ExpectedAnswer::tooLarge));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void handleRequest_withEachExpectedRequest_answersAsDescribed(ExpectedAnswer given) {
        given.requireOf(inquiry.send(given.call()), API);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_whenTheTablesAreUnreachable_answersTryAgain(HttpCall call) {
        Reply reply = inquiry.outOfReach().send(call, TestContext.withTimeLeft(700));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_withABug_answersInternalError(HttpCall call) {
        Reply reply = inquiry.broken().send(call);
        assertThat(reply.status()).isEqualTo(500);
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    @Test
    void expectedAnswers_coverTheWholeDescription() {
        Set<String> routes = calls().map(HttpCall::route).collect(Collectors.toSet());
        assertThat(ExpectedAnswer.kinds(answers(), calls())).isEqualTo(API.kinds(routes));
    }

    @Test
    void routes_matchTheStockPathsOfTheDescription() {
        assertThat(InquiryRoutes.of(inquiry.stock(), inquiry.shop().clock()))
                .allSatisfy(
                        route ->
                                assertThat(API.operation(route.key())).isEqualTo(route.operation()))
                .extracting(route -> route.key())
                .containsExactlyInAnyOrderElementsOf(
                        API.routes().stream()
                                .filter(route -> route.contains(" /v1/stock"))
                                .filter(route -> !OF_OTHER_FUNCTIONS.contains(route))
                                .toList());
    }

    /** A valid call of each route. */
    static Stream<HttpCall> calls() {
        return Stream.of(levels("A"), manyLevels("sku=A"), history("A", ""));
    }
}
