package dev.netstock.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.platform.audit.Actor;
import dev.netstock.platform.audit.AuditEntry;
import dev.netstock.platform.audit.AuditLog;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.RecordedActs;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ActsTest {
    private static final String THING = "/things/{thing}";
    private static final HttpCall CHANGE = HttpCall.of("PUT " + THING).path("thing", "t");

    private final RecordedActs acts = new RecordedActs();
    private final List<String> order = new ArrayList<>();
    private String state = "old";

    @Test
    void change_byAnOperator_isRecordedWithWhoWhatAndBothStates() {
        Reply reply = send(acts, CHANGE.eventOf("mika"), this::change);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(acts.entries()).hasSize(2);
        AuditEntry begun = acts.entries().getFirst();
        assertThat(begun.actor())
                .isEqualTo(
                        new Actor(
                                "sub-of-mika",
                                Optional.of("mika"),
                                List.of("operator"),
                                Optional.of("console")));
        assertThat(begun.action()).isEqualTo("changeThing");
        assertThat(begun.targets()).containsExactly("t");
        assertThat(begun.traceId()).isNotEmpty();
        assertThat(begun.before()).contains("{\"state\":\"old\"}");
        assertThat(begun.result()).isEmpty();
        AuditEntry ended = acts.entries().getLast();
        assertThat(ended.id()).isEqualTo(begun.id());
        assertThat(ended.at()).isEqualTo(begun.at());
        assertThat(ended.result().orElseThrow().status()).isEqualTo(200);
        assertThat(ended.result().orElseThrow().outcome()).isEqualTo("changed");
        assertThat(ended.result().orElseThrow().after()).contains("{\"state\":\"new\"}");
    }

    @Test
    void entry_isStoredBeforeTheAct_andTheResultBeforeTheAnswer() {
        AuditLog log = (entry, _) -> order.add(entry.result().isPresent() ? "ended" : "begun");
        send(log, CHANGE.eventOf("mika"), this::change);
        assertThat(order).containsExactly("begun", "act", "ended");
    }

    /** No act without a record. */
    @Test
    void act_whoseEntryCannotBeStored_isNotDone() {
        Reply reply = send(failingAt(1), CHANGE.eventOf("mika"), this::change);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(order).isEmpty();
    }

    @Test
    void act_whoseResultCannotBeStored_asksForARetry() {
        Reply reply = send(failingAt(2), CHANGE.eventOf("mika"), this::change);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(order).containsExactly("act");
    }

    @Test
    void problem_isRecordedWithoutAStateAfterIt() {
        send(
                acts,
                CHANGE.eventOf("mika"),
                _ -> Problem.of(new ProblemType("thing-busy", 409, "Busy"), "Wait."));
        AuditEntry.Result result = acts.ended().result().orElseThrow();
        assertThat(result.status()).isEqualTo(409);
        assertThat(result.outcome()).isEqualTo("thing-busy");
        assertThat(result.after()).isEmpty();
    }

    @Test
    void failure_isRecorded() {
        send(
                acts,
                CHANGE.eventOf("mika"),
                _ -> {
                    throw new RetryLaterException("Slow", Duration.ofSeconds(1));
                });
        assertThat(acts.ended().result().orElseThrow().outcome()).isEqualTo("try-again");
    }

    @Test
    void answerThatNamesWhatItDid_isRecordedInsteadOfTheBody() {
        send(
                acts,
                CHANGE.eventOf("mika"),
                _ ->
                        Answer.of(202, "accepted", json -> json.writeNumberField("accepted", 1))
                                .recording(
                                        List.of("t", "u"),
                                        json -> json.writeStringField("units", "-3")));
        assertThat(acts.ended().targets()).containsExactly("t", "u");
        assertThat(acts.ended().result().orElseThrow().after()).contains("{\"units\":\"-3\"}");
    }

    @Test
    void change_byAClientThatMayNotOperate_isNotRecorded() {
        send(acts, CHANGE.event(), this::change);
        assertThat(order).containsExactly("act");
        assertThat(acts.entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "scp"})
    void change_byAClientOfAnotherIssuer_isRecorded(String claim) {
        APIGatewayV2HTTPEvent event = CHANGE.event();
        event.getRequestContext()
                .getAuthorizer()
                .getJwt()
                .setClaims(
                        Map.of("sub", "auth0|7", "azp", "app", claim, "[openid netstock/operate]"));
        send(acts, event, this::change);
        assertThat(acts.ended().actor())
                .isEqualTo(new Actor("auth0|7", Optional.empty(), List.of(), Optional.of("app")));
    }

    @Test
    void read_isNotRecorded() {
        send(acts, HttpCall.of("GET " + THING).path("thing", "t").eventOf("mika"), this::change);
        assertThat(acts.entries()).isEmpty();
    }

    @Test
    void stateOfAnotherPath_isReadByTheEndpointOfTheRoute() {
        Route route =
                new Route("POST " + THING + "/pause", "pauseThing", this::change)
                        .changing(_ -> answer("read"));
        HttpFunction function =
                new HttpFunction(List.of(route), acts, new Telemetry("things", new FailureTally()));
        function.answer(
                HttpCall.of(route.key()).path("thing", "t").eventOf("mika"), TestContext.create());
        assertThat(acts.ended().before()).contains("{\"state\":\"old\"}");
    }

    /** A new route cannot forget the audit log. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH"})
    void functionWithAChangingRoute_withoutAnAuditLog_isRefused(String method) {
        Route route = new Route(method + " " + THING, "changeThing", this::change);
        assertThatThrownBy(
                        () ->
                                new HttpFunction(
                                        List.of(route),
                                        new Telemetry("things", new FailureTally())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(method + " " + THING);
    }

    private Answer change(HttpRequest request) {
        order.add("act");
        state = "new";
        return answer("changed");
    }

    private Answer answer(String outcome) {
        return Answer.of(200, outcome, json -> json.writeStringField("state", state));
    }

    private Reply send(AuditLog log, APIGatewayV2HTTPEvent event, Endpoint change) {
        List<Route> routes =
                List.of(
                        new Route("GET " + THING, "readThing", _ -> answer("read")),
                        new Route("PUT " + THING, "changeThing", change));
        HttpFunction function =
                new HttpFunction(routes, log, new Telemetry("things", new FailureTally()));
        return Reply.of(function.answer(event, TestContext.create()));
    }

    /** A log that fails at the entry with this number. */
    private static AuditLog failingAt(int number) {
        List<AuditEntry> stored = new ArrayList<>();
        return (entry, _) -> {
            stored.add(entry);
            if (stored.size() == number) {
                throw new RetryLaterException("No table", Duration.ofSeconds(1));
            }
        };
    }
}
