package dev.netstock.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.invocation.testing.ApiDescription;
import dev.netstock.invocation.testing.HttpCall;
import dev.netstock.invocation.testing.LambdaEvents;
import dev.netstock.invocation.testing.Reply;
import dev.netstock.invocation.testing.TestContext;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.database.Work;
import dev.netstock.stock.TryAgainException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

class ImportsHandlerTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String ROUTE = ImportsHandler.ROUTE;
    private static final Inbox INBOX = Inbox.open();

    /** A database that fails. */
    private record Failing(RuntimeException failure) implements Transactions {
        @Override
        public <T> T inTransaction(Work<T> work) {
            throw failure;
        }
    }

    @BeforeAll
    static void receive() {
        INBOX.receive("inbox/items/1.csv", "sku,name\nA,x\nB,y\n");
        INBOX.receive("inbox/items/2.csv", "sku,name\n!,x\n");
    }

    @AfterAll
    static void end() {
        INBOX.close();
    }

    @Test
    void read_ofTheSample_tellsTheNewestFirst() {
        var event =
                LambdaEvents.read(APIGatewayV2HTTPEvent.class, SampleEvents.json("imports/read"));
        Reply reply = Reply.of(handler().handleRequest(event, TestContext.create()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/imports/0/state")).isEqualTo("refused");
        assertThat(reply.at("/imports/0/fault"))
                .startsWith("Line 2, sku \"!\": A SKU of 1 to 64 of");
        assertThat(reply.at("/imports/1/state")).isEqualTo("taken");
        assertThat(reply.at("/imports/1/rowsRead")).isEqualTo("2");
        assertThat(reply.at("/imports/1/file")).isEqualTo("inbox/items/1.csv");
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
    }

    @Test
    void read_withALimit_tellsSoMany() {
        assertThat(ask(handler(), "limit=1").body().get("imports")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "more=1"})
    void read_whenTheQueryIsWrong_isRefused(String query) {
        assertThat(ask(handler(), query).status()).isEqualTo(400);
    }

    @Test
    void answers_whenTheDescriptionChanges_areAllOfItAndAsDescribed() {
        Set<ApiDescription.Kind> kinds = new TreeSet<>();
        kinds.add(kind(handler(), "", ""));
        kinds.add(kind(handler(), "limit=0", ""));
        kinds.add(kind(handler(), "", " ".repeat(65_537)));
        kinds.add(kind(failing(new IllegalStateException("broken")), "", ""));
        kinds.add(kind(failing(new TryAgainException("slow", Duration.ofSeconds(1))), "", ""));
        assertThat(kinds).isEqualTo(API.kinds(Set.of(ROUTE)));
        assertThat(API.operation(ROUTE)).isEqualTo("readImports");
    }

    @Test
    void constructor_asLambdaCallsIt_needsNobodyToAnswer() {
        assertThatNoException().isThrownBy(ImportsHandler::new);
    }

    private static ImportsHandler handler() {
        return new ImportsHandler(INBOX.ledger.database());
    }

    private static ImportsHandler failing(RuntimeException failure) {
        return new ImportsHandler(new Failing(failure));
    }

    private static ApiDescription.Kind kind(ImportsHandler handler, String query, String body) {
        Reply reply =
                Reply.of(
                        handler.handleRequest(
                                HttpCall.of(ROUTE).query(query).body(body).event(),
                                TestContext.create()));
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
        return new ApiDescription.Kind(ROUTE, reply.status(), reply.problem());
    }

    private static Reply ask(ImportsHandler handler, String query) {
        return Reply.of(
                handler.handleRequest(
                        HttpCall.of(ROUTE).query(query).event(), TestContext.create()));
    }
}
