package dev.netstock.sales;

import static dev.netstock.sales.Events.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.ApiDescription.Kind;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class SalesInquiryHandlerTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String ROUTE = SalesInquiryHandler.ROUTE;
    private static final String HOUR = "from=2026-11-21T02:00:00Z&to=2026-11-21T03:00:00Z";

    private final SalesFixture fixture = SalesFixture.open();

    @BeforeEach
    void sell() {
        List<StockEvent> events =
                IntStream.range(0, 3)
                        .mapToObj(
                                i ->
                                        at(
                                                Events.reserved(
                                                        "o" + i, "pos", line("A", "east", i + 1)),
                                                i))
                        .toList();
        fixture.handler().handleRequest(SalesFixture.messages(events), TestContext.create());
    }

    @Test
    void sales_areReturnedByMinute() {
        assertThat(fixture.ask(HOUR).answer().getBody())
                .isEqualTo(
                        """
                        {"from":"2026-11-21T02:00:00.000Z","to":"2026-11-21T03:00:00.000Z",\
                        "total":{"orders":3,"units":6,"givenBack":0},\
                        "minutes":[\
                        {"minute":"2026-11-21T02:03:00.000Z","orders":1,"units":1,"givenBack":0},\
                        {"minute":"2026-11-21T02:04:00.000Z","orders":1,"units":2,"givenBack":0},\
                        {"minute":"2026-11-21T02:05:00.000Z","orders":1,"units":3,"givenBack":0}]}\
                        """);
    }

    @Test
    void sales_includeTheFirstMinuteAndExcludeTheEnd() {
        Reply reply = fixture.ask("from=2026-11-21T02:04:00Z&to=2026-11-21T02:05:00Z&sku=A");
        assertThat(reply.at("/total/units")).isEqualTo("2");
        assertThat(reply.body().get("minutes")).hasSize(1);
    }

    @Test
    void sales_withOffsetsInTheQuery_areThoseOfTheInstants() {
        Reply reply =
                fixture.ask("from=2026-11-21T11:04:00%2B09:00&to=2026-11-21T11:05:00%2B09:00");
        assertThat(reply.at("/total/units")).isEqualTo("2");
    }

    @Test
    void sales_withoutMatchingEvents_haveNoMinutes() {
        Reply reply = fixture.ask(HOUR + "&sku=NONE&channel=pos&location=east");
        assertThat(reply.at("/total/orders")).isEqualTo("0");
        assertThat(reply.body().get("minutes")).isEmpty();
        assertThat(reply.at("/location")).isEqualTo("east");
    }

    @ParameterizedTest
    @CsvSource({
        "'', query:/from query:/to",
        "from=2026-11-21T02:00:00Z, query:/to",
        "from=9999-12-31T23:59:00-00:01&to=9999-12-31T23:59:00Z, query:/from",
        "from=0001-01-01T00:00:00%2B00:01&to=0001-01-01T00:01:00Z, query:/from",
        "from=2026-11-20T24:00:00Z&to=2026-11-21T03:00:00Z, query:/from",
        "from=%2B999999999-12-31T00:00:00Z&to=2026-11-21T03:00:00Z, query:/from",
        "from=2026-11-21T02:00:00Z%00&to=2026-11-21T03:00:00Z, query:/from",
        "from=2026-11-21T02:00:00Z&to=2026-11-21T03:00:00%FF, query: query:/to",
        "from=2026-11-21&to=2026-11-21T03:00:00Z, query:/from",
        "from=2026-11-21T02:00:01Z&to=2026-11-21T03:00:00Z, query:/from",
        "from=2026-11-21T02:00:00Z&to=2026-11-21T02:00:00Z, query:/to",
        "from=2026-11-21T02:00:00Z&to=2026-11-22T02:01:00Z, query:/to",
        "from=2026-11-21T02:00:00Z&to=2026-11-22T02:00:00Z&sku=a b, query:/sku",
        "from=2026-11-21T02:00:00Z&to=2026-11-22T02:00:00Z&location=EAST, query:/location",
        "from=2026-11-21T02:00:00Z&to=2026-11-22T02:00:00Z&channel=, query:/channel",
        "from=2026-11-21T02:00:00Z&to=2026-11-22T02:00:00Z&limit=1, query:/limit",
        "from=2026-11-21T02:00:00Z&from=2026-11-21T02:00:00Z&to=2026-11-21T03:00:00Z, query:/from"
    })
    void sales_invalidQuery_pointsAtIt(String query, String pointers) {
        Reply reply = fixture.ask(query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(String.join(" ", reply.pointers())).isEqualTo(pointers);
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
    }

    @Test
    void answers_coverTheWholeDescriptionAndMatchIt() {
        DynamoDbClient client = fixture.tables().client();
        assertThat(
                        Set.of(
                                kind(client, HOUR, "", TestContext.create()),
                                kind(client, "", "", TestContext.create()),
                                kind(client, HOUR, " ".repeat(65_537), TestContext.create()),
                                kind(BadClients.broken(), HOUR, "", TestContext.create()),
                                kind(
                                        BadClients.outOfReach(),
                                        HOUR,
                                        "",
                                        TestContext.withTimeLeft(700))))
                .isEqualTo(API.kinds(Set.of(ROUTE)));
        assertThat(API.operation(ROUTE)).isEqualTo("readSales");
    }

    @Test
    void handleRequest_whenTheSampleEventComes_answersAsDescribed() {
        var event =
                LambdaEvents.read(
                        APIGatewayV2HTTPEvent.class, SampleEvents.json("sales/read-sales"));
        var answer =
                fixture.inquiry(fixture.tables().client())
                        .handleRequest(event, TestContext.create());
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(API.faults(event.getRouteKey(), answer)).isEmpty();
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        var answer =
                new SalesInquiryHandler()
                        .handleRequest(
                                HttpCall.of(ROUTE).query(HOUR).event(),
                                TestContext.withTimeLeft(700));
        assertThat(answer.getStatusCode()).isEqualTo(503);
    }

    @Test
    void primingRequest_matchesTheRoute() {
        assertThat(SalesInquiryHandler.PRIMING_REQUESTS)
                .extracting(request -> request.routeKey())
                .isSubsetOf(API.routes());
    }

    private Kind kind(DynamoDbClient client, String query, String body, TestContext context) {
        var answer =
                fixture.inquiry(client)
                        .handleRequest(HttpCall.of(ROUTE).query(query).body(body).event(), context);
        assertThat(API.faults(ROUTE, answer)).isEmpty();
        return new Kind(ROUTE, answer.getStatusCode(), Reply.of(answer).problem());
    }

    private static StockEvent at(StockEvent event, int minutesLater) {
        return new StockEvent(
                event.id(),
                event.time().plus(Duration.ofMinutes(minutesLater)),
                event.trace(),
                event.actor(),
                event.data());
    }
}
