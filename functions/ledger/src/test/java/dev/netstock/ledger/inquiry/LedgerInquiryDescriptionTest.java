package dev.netstock.ledger.inquiry;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.ledger.testing.FailingTransactions;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.testing.ApiDescription.Kind;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lists accept and return what the API description allows. */
class LedgerInquiryDescriptionTest extends RequestsAsDescribed {
    private static final Catalogue CATALOGUE = Catalogue.open();

    /** More than fit on a page. */
    @BeforeAll
    static void fill() {
        for (int i = 10; i < 70; i++) {
            CATALOGUE.add("S" + i, "日傘 " + i, i % 2 == 0 ? "傘" : "");
            CATALOGUE.stock("S" + i, "east", 70 - i, 0);
        }
        CATALOGUE.index();
        CATALOGUE.ledger().addItems("A");
        CATALOGUE.shop().supply("A", "east", 100, 1);
        for (int i = 10; i < 70; i++) {
            CATALOGUE.shop().reserve("o-" + i, line("A", "east", 1));
        }
        CATALOGUE.post();
    }

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    @Override
    protected Stream<HttpCall> calls() {
        String words = Catalogue.encoded("日傘");
        return Stream.of(
                HttpCall.of(LedgerInquiryHandler.ITEMS_ROUTE)
                        .query("query=" + words + "&sort=sku&limit=50"),
                HttpCall.of(LedgerInquiryHandler.CATEGORIES_ROUTE),
                HttpCall.of(LedgerInquiryHandler.TODAY_ROUTE),
                HttpCall.of(LedgerInquiryHandler.ORDERS_ROUTE).query("limit=50"),
                HttpCall.of(LedgerInquiryHandler.SKU_ORDERS_ROUTE)
                        .path("sku", "A")
                        .query("limit=50"));
    }

    @Override
    protected Reply send(HttpCall call) {
        return CATALOGUE.ask(call);
    }

    @Override
    protected Class<?> handler() {
        return LedgerInquiryHandler.class;
    }

    @Override
    protected Set<String> beyondSchemas() {
        return Set.of(
                SearchWords.FORMAT.expectation(),
                ItemQuery.NOTHING_TO_SORT,
                ItemQuery.OTHER_SORT,
                "Must be a cursor from an earlier response.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "categories", "orders", "sku-orders", "today"})
    void answer_toTheSampleEvent_isDescribed(String sample) {
        var event =
                LambdaEvents.read(
                        APIGatewayV2HTTPEvent.class, SampleEvents.json("ledger-inquiry/" + sample));
        Reply reply = Reply.of(CATALOGUE.handler().handleRequest(event, TestContext.create()));
        assertThat(reply.status()).isIn(200, 404);
        assertThat(API.faults(event.getRouteKey(), reply.answer())).isEmpty();
    }

    @Test
    void answers_ofEachKind_matchTheDescription() {
        Set<Kind> kinds = new TreeSet<>();
        Set<String> routes = calls().map(HttpCall::route).collect(Collectors.toSet());
        for (HttpCall call : calls().toList()) {
            kinds.add(kind(CATALOGUE.handler(), call));
            kinds.add(kind(CATALOGUE.handler(), call.query("more=1")));
            kinds.add(kind(CATALOGUE.handler(), call.body(" ".repeat(65_537))));
            for (RuntimeException failure :
                    List.of(
                            new IllegalStateException("broken"),
                            new RetryLaterException("slow", Duration.ofSeconds(1)))) {
                kinds.add(
                        kind(
                                CATALOGUE.handler(
                                        new FailingTransactions(failure),
                                        CATALOGUE.shop().tables().client()),
                                call));
            }
        }
        kinds.add(
                kind(
                        CATALOGUE.handler(),
                        HttpCall.of(LedgerInquiryHandler.SKU_ORDERS_ROUTE).path("sku", "X")));
        kinds.add(new Kind(LedgerInquiryHandler.TODAY_ROUTE, notModified().status(), ""));
        assertThat(kinds).isEqualTo(API.kinds(routes));
    }

    /** The answer to a caller that has the figures. */
    private static Reply notModified() {
        var event = HttpCall.of(LedgerInquiryHandler.TODAY_ROUTE).event();
        event.setHeaders(Map.of("if-none-match", "*"));
        return Reply.of(CATALOGUE.handler().handleRequest(event, TestContext.create()));
    }

    @Test
    void constructor_calledByLambda_connectsToNothing() {
        assertThatNoException().isThrownBy(LedgerInquiryHandler::new);
    }

    private static Kind kind(LedgerInquiryHandler handler, HttpCall call) {
        Reply reply = Reply.of(handler.handleRequest(call.event(), TestContext.create()));
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
        return new Kind(call.route(), reply.status(), reply.problem());
    }
}
