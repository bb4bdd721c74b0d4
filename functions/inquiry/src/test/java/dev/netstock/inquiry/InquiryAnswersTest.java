package dev.netstock.inquiry;

import static dev.netstock.inquiry.Inquiry.history;
import static dev.netstock.inquiry.Inquiry.levels;
import static dev.netstock.inquiry.Inquiry.manyLevels;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.invocation.testing.ApiDescription;
import dev.netstock.invocation.testing.ApiDescription.Kind;
import dev.netstock.invocation.testing.HttpCall;
import dev.netstock.invocation.testing.Reply;
import dev.netstock.invocation.testing.TestContext;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each answer that the description promises, and no other, held against the description. */
class InquiryAnswersTest {
    private static final ApiDescription API = ApiDescription.read();

    /** The end of the one path about stock that the ledger answers. */
    private static final String OF_THE_LEDGER = "/explanation";

    private static Inquiry inquiry = Inquiry.open();

    /** An answer, and the call that gets it. */
    record Case(String problem, int status, HttpCall call) {
        Kind kind() {
            return new Kind(call.route(), status, problem);
        }

        @Override
        public String toString() {
            return "%s: %d %s".formatted(call.route(), status, problem);
        }
    }

    @BeforeAll
    static void open() {
        inquiry = Inquiry.open();
        inquiry.shop().supply("A", "east", 5, 1);
        inquiry.shop().reserve("o", line("A", 2));
        inquiry.recordHistory();
    }

    static Stream<Case> answers() {
        return Stream.concat(
                Stream.of(
                        new Case("", 200, levels("A")),
                        new Case("unknown-sku", 404, levels("NONE")),
                        new Case("", 200, manyLevels("sku=A&sku=NONE")),
                        new Case("invalid-request", 400, manyLevels("")),
                        new Case("", 200, history("A", "")),
                        new Case("unknown-sku", 404, history("NONE", "")),
                        new Case("invalid-request", 400, levels("no sku")),
                        new Case("invalid-request", 400, history("no sku", ""))),
                calls().map(
                                call ->
                                        new Case(
                                                "request-too-large",
                                                413,
                                                call.body(" ".repeat(65_537)))));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void handleRequest_whenItIsAsked_answersAsDescribed(Case given) {
        Reply reply = inquiry.send(given.call());
        assertThat(reply.status()).isEqualTo(given.status());
        assertThat(reply.problem()).isEqualTo(given.problem());
        assertThat(API.faults(given.call().route(), reply.answer())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_whenTheTablesAreOutOfReach_answersTryAgain(HttpCall call) {
        Reply reply = inquiry.outOfReach().send(call, TestContext.withTimeLeft(700));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_whenThereIsABug_answersAnInternalError(HttpCall call) {
        Reply reply = inquiry.broken().send(call);
        assertThat(reply.status()).isEqualTo(500);
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    @Test
    void answers_whenTheDescriptionChanges_areAllOfIt() {
        Set<Kind> tested = answers().map(Case::kind).collect(Collectors.toCollection(TreeSet::new));
        calls().forEach(
                        call -> {
                            tested.add(new Kind(call.route(), 500, "internal-error"));
                            tested.add(new Kind(call.route(), 503, "try-again"));
                        });
        Set<String> routes = calls().map(HttpCall::route).collect(Collectors.toSet());
        assertThat(tested).isEqualTo(API.kinds(routes));
    }

    @Test
    void routes_whenTheDescriptionChanges_areThoseOfStock() {
        assertThat(InquiryRoutes.of(inquiry.stock(), inquiry.shop().clock()))
                .allSatisfy(
                        route ->
                                assertThat(API.operation(route.key())).isEqualTo(route.operation()))
                .extracting(route -> route.key())
                .containsExactlyInAnyOrderElementsOf(
                        API.routes().stream()
                                .filter(route -> route.contains(" /v1/stock"))
                                .filter(route -> !route.endsWith(OF_THE_LEDGER))
                                .toList());
    }

    /** A valid call of each route. */
    static Stream<HttpCall> calls() {
        return Stream.of(levels("A"), manyLevels("sku=A"), history("A", ""));
    }
}
