package dev.netstock.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.ledger.testing.FailingTransactions;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

class ImportsHandlerTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String ROUTE = ImportsHandler.ROUTE;
    private static final String CONTRADICTIONS = ImportsHandler.CONTRADICTIONS_ROUTE;
    private static final Inbox INBOX = Inbox.open();

    @BeforeAll
    static void receive() {
        INBOX.receive("inbox/items/1.csv", "sku,name\nA,x\nB,y\n");
        INBOX.receive("inbox/items/2.csv", "sku,name\n!,x\n");
        INBOX.ledger.execute(
                """
                SELECT record_movements('{/wms,/wms}', '{S-1,S-1}', '{2026-11-21,2026-11-21}', '{shipment,sale}',
                    '{X,X}', '{shinjuku,umeda}', '{-2,-3}', '{o-1,NULL}',
                    '{2026-11-21T01:00:00Z,2026-11-21T01:00:00Z}')
                """);
    }

    @AfterAll
    static void end() {
        INBOX.close();
    }

    @Test
    void read_ofTheSampleEvent_listsTheNewestFirst() {
        var event =
                LambdaEvents.read(APIGatewayV2HTTPEvent.class, SampleEvents.json("imports/read"));
        Reply reply = Reply.of(handler().handleRequest(event, TestContext.create()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/imports/0/state")).isEqualTo("refused");
        assertThat(reply.at("/imports/0/fault"))
                .startsWith("Line 2, sku \"!\": Must be a SKU of 1 to 64");
        assertThat(reply.at("/imports/1/state")).isEqualTo("taken");
        assertThat(reply.at("/imports/1/rowsRead")).isEqualTo("2");
        assertThat(reply.at("/imports/1/file")).isEqualTo("inbox/items/1.csv");
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
    }

    @Test
    void readContradictions_listsCountedAndRefusedContents() {
        Reply reply = ask(handler(), CONTRADICTIONS, "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("contradictions")).hasSize(1);
        assertThat(reply.at("/contradictions/0/subject")).isEqualTo("movement");
        assertThat(reply.at("/contradictions/0/name")).isEqualTo("/wms S-1@2026-11-21");
        assertThat(reply.at("/contradictions/0/counted/orderId")).isEqualTo("o-1");
        assertThat(reply.at("/contradictions/0/counted/units")).isEqualTo("-2");
        assertThat(reply.at("/contradictions/0/refused/location")).isEqualTo("umeda");
        assertThat(API.faults(CONTRADICTIONS, reply.answer())).isEmpty();
    }

    @Test
    void read_withALimit_listsNoMore() {
        assertThat(ask(handler(), "limit=1").body().get("imports")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "more=1"})
    void read_withAnInvalidQuery_isRefused(String query) {
        assertThat(ask(handler(), query).status()).isEqualTo(400);
        assertThat(ask(handler(), CONTRADICTIONS, query).status()).isEqualTo(400);
    }

    @Test
    void answers_ofEachKind_matchTheDescription() {
        Set<ApiDescription.Kind> kinds = new TreeSet<>();
        for (String route : List.of(ROUTE, CONTRADICTIONS)) {
            kinds.add(kind(handler(), route, "", ""));
            kinds.add(kind(handler(), route, "limit=0", ""));
            kinds.add(kind(handler(), route, "", " ".repeat(65_537)));
            kinds.add(kind(failing(new IllegalStateException("broken")), route, "", ""));
            kinds.add(
                    kind(
                            failing(new RetryLaterException("slow", Duration.ofSeconds(1))),
                            route,
                            "",
                            ""));
        }
        assertThat(kinds).isEqualTo(API.kinds(Set.of(ROUTE, CONTRADICTIONS)));
        assertThat(API.operation(ROUTE)).isEqualTo("readImports");
        assertThat(API.operation(CONTRADICTIONS)).isEqualTo("readContradictions");
    }

    @Test
    void constructor_calledByLambda_connectsToNothing() {
        assertThatNoException().isThrownBy(ImportsHandler::new);
    }

    private static ImportsHandler handler() {
        return new ImportsHandler(INBOX.ledger.database());
    }

    private static ImportsHandler failing(RuntimeException failure) {
        return new ImportsHandler(new FailingTransactions(failure));
    }

    private static ApiDescription.Kind kind(
            ImportsHandler handler, String route, String query, String body) {
        Reply reply =
                Reply.of(
                        handler.handleRequest(
                                HttpCall.of(route).query(query).body(body).event(),
                                TestContext.create()));
        assertThat(API.faults(route, reply.answer())).isEmpty();
        return new ApiDescription.Kind(route, reply.status(), reply.problem());
    }

    private static Reply ask(ImportsHandler handler, String query) {
        return ask(handler, ROUTE, query);
    }

    private static Reply ask(ImportsHandler handler, String route, String query) {
        return Reply.of(
                handler.handleRequest(
                        HttpCall.of(route).query(query).event(), TestContext.create()));
    }
}
