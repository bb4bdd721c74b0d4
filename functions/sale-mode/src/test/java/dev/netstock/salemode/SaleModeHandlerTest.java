package dev.netstock.salemode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.events.SampleEvents;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.RecordedActs;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.salemode.aws.DynamoSaleModeTable;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.step.SaleMetric;
import dev.netstock.salemode.step.SaleModeCommands;
import dev.netstock.salemode.step.SaleModeTable;
import dev.netstock.salemode.testing.SaleDay;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class SaleModeHandlerTest {
    private final LocalTables tables = LocalTables.create();
    private final DynamoSaleModeTable table =
            new DynamoSaleModeTable(
                    tables.client(), tables.createMore("SaleMode", "part", "entry"));
    private final SettableClock clock = new SettableClock();
    private final AtomicInteger wakes = new AtomicInteger();
    private final RecordedActs acts = new RecordedActs();

    @Test
    void read_beforeTheFirstSale_returnsNormalOperation() {
        Reply reply = send("GET", "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/phase")).isEqualTo("off");
        assertThat(reply.at("/activeOverrides/malls")).isEqualTo("open");
    }

    @Test
    void replace_withAPlan_storesItAndTriggersTheWorker() {
        Reply reply = send("PUT", on("'skus': ['A', 'B'], 'supply': 'paused'"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/phase")).isEqualTo("planned");
        assertThat(reply.at("/plan/shards")).isEqualTo("16");
        assertThat(send("GET", "").body()).isEqualTo(reply.body());
        assertThat(wakes).hasValue(1);
    }

    @Test
    void replace_byAnOperator_recordsThePlanBeforeAndAfterIt() {
        Reply planned = send("PUT", on("'skus': []"));
        HttpCall off = HttpCall.of("PUT /v1/sale-mode").body("{'wanted': 'off'}");
        var answer = handler().handleRequest(off.eventOf("mika"), TestContext.create());
        assertThat(acts.ended().action()).isEqualTo("replaceSaleMode");
        assertThat(acts.ended().before()).contains(planned.answer().getBody());
        assertThat(acts.ended().result().orElseThrow().after()).contains(answer.getBody());
    }

    @Test
    void replace_repeated_returnsTheSameResponse() {
        Reply first = send("PUT", on("'skus': []"));
        assertThat(send("PUT", on("'skus': []")).body()).isEqualTo(first.body());
    }

    @Test
    void replace_whileAnotherSaleIsInProgress_returnsConflict() {
        send("PUT", on("'skus': []"));
        assertThat(table.write(table.read().nextPhase(clock.instant()).orElseThrow())).isTrue();
        Reply reply = send("PUT", on("'skus': []").replace("autumn", "winter"));
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.at("/type")).endsWith("sale-mode-busy");
        assertThat(reply.at("/sale")).isEqualTo("autumn");
    }

    @Test
    void replace_afterTheSaleEnded_returnsConflict() {
        send("PUT", on("'skus': []"));
        assertThat(table.write(table.read().nextPhase(clock.instant()).orElseThrow())).isTrue();
        assertThat(send("PUT", "{'wanted': 'off'}").at("/phase")).isEqualTo("leaving");
        SaleMode mode = table.read();
        while (mode.nextStep().isPresent()) {
            mode = mode.complete(mode.nextStep().get().step(), "", mode.day(), clock.instant());
            assertThat(table.write(mode)).isTrue();
        }
        assertThat(table.write(mode.nextPhase(clock.instant()).orElseThrow())).isTrue();

        Reply reply = send("PUT", on("'skus': []"));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.at("/type")).endsWith("sale-over");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | /wanted",
                "{'wanted': 'maybe'} | /wanted",
                "{'wanted': 'on'} | /plan",
                "{'wanted': 'off', 'plan': {}} | /plan",
                "{'wanted': 'on', 'plan': {'sale': 'a'}} | /plan/skus",
                "{'wanted': 'on', 'plan': {'sale': 'a b', 'skus': []}} | /plan/sale",
                "{'wanted': 'on', 'plan': {'sale': 'a', 'skus': ['A', 'A']}} | /plan/skus",
                "{'wanted': 'on', 'plan': {'sale': 'a', 'skus': [], 'shards': 201}} | /plan/shards",
                "{'wanted': 'on', 'plan': {'sale': 'a', 'skus': [], 'supply': 'x'}} | /plan/supply",
                "{'wanted': 'on', 'plan': {'sale': 'a', 'skus': [], 'malls': 'capped'}} |"
                        + " /plan/mallCap",
                "{'wanted': 'on', 'plan': {'sale': 'a', 'skus': [], 'bundleMinutes': 5}} |"
                        + " /plan/bundleMinutes",
                "{'wanted': 'on', 'plan': {'sale': 'a', 'skus': [], 'endsAt':"
                        + " '2020-01-01T00:00:00Z'}} | /plan/endsAt",
                "{'wanted': 'on', 'plan': {'sale': 'a', 'skus': [], 'endAt': 1}} | /plan/endAt"
            })
    void replace_withAnInvalidMember_returnsItsPointerAndChangesNothing(
            String body, String pointer) {
        Reply reply = send("PUT", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.pointers()).containsExactly(pointer);
        assertThat(table.read()).isEqualTo(SaleMode.INITIAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9999-12-31T23:59:59-00:01",
                "+10000-01-01T00:00:00Z",
                "2199-11-21T24:00:00Z",
                "2199-11-21T12:00:60Z",
                "2199-11-21",
                "2199-11-21T02:03:04.1234567890Z",
                "2199-11-21T02:03:04Z\\n"
            })
    void replace_withAnInvalidTime_returnsItsPointer(String time) {
        Reply reply = send("PUT", on("'skus': [], 'endsAt': '%s'".formatted(time)));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.pointers()).containsExactly("/plan/endsAt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2199-11-21T02:03:04.123456789+23:59",
                "9999-12-31T23:59:59.999999999Z",
                "2199-12-31T23:59:60Z",
                "2199-11-21t02:03:04z"
            })
    void replace_withATimeAtTheLimits_storesItForTheWorker(String time) {
        Reply reply = send("PUT", on("'skus': [], 'startsAt': '%1$s'".formatted(time)));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(send("GET", "").body()).isEqualTo(reply.body());
        assertThat(table.read().plan().orElseThrow().startsAt())
                .isEqualTo(TimeFormat.ANY.parse(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "replace"})
    void handleRequest_withASampleEvent_answersAsDescribed(String sample) {
        var event =
                LambdaEvents.read(
                        APIGatewayV2HTTPEvent.class, SampleEvents.json("sale-mode/" + sample));
        APIGatewayV2HTTPResponse answer = handler().handleRequest(event, TestContext.create());
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(ApiDescription.read().faults(event.getRouteKey(), answer)).isEmpty();
    }

    @Test
    void read_afterASaleWithMetrics_answersAsDescribed() {
        var day = new SaleDay();
        for (SaleMetric metric : SaleMetric.values()) {
            day.measure(metric, 7);
        }
        day.sell();
        APIGatewayV2HTTPEvent event = HttpCall.of("GET /v1/sale-mode").event();
        var answer = handler(day).handleRequest(event, TestContext.create());
        assertThat(Reply.of(answer).at("/report/measured/checkout/calls")).isEqualTo("7");
        assertThat(Reply.of(answer).at("/report/measured/reservations/p99Ms")).isEqualTo("7");
        assertThat(ApiDescription.read().faults(event.getRouteKey(), answer)).isEmpty();
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        APIGatewayV2HTTPResponse answer =
                new SaleModeHandler()
                        .handleRequest(
                                HttpCall.of("GET /v1/sale-mode").event(),
                                TestContext.withTimeLeft(700));
        assertThat(answer.getStatusCode()).isEqualTo(503);
    }

    @Test
    void environment_withoutARequiredVariable_isReportedByName() {
        assertThatThrownBy(
                        () ->
                                SaleModeHandler.commands(
                                        new Environment(Map.of("SALE_MODE_TABLE", "a")),
                                        (_, _) -> {}))
                .hasMessage("The environment variable SALE_MODE_QUEUE is not set");
    }

    private static String on(String members) {
        return "{'wanted': 'on', 'plan': {'sale': 'autumn', %s}}".formatted(members);
    }

    private Reply send(String method, String body) {
        HttpCall call = HttpCall.of(method + " /v1/sale-mode");
        APIGatewayV2HTTPEvent event = (body.isEmpty() ? call : call.body(body)).event();
        return Reply.of(handler().handleRequest(event, TestContext.create()));
    }

    private SaleModeHandler handler() {
        return handler(table);
    }

    private SaleModeHandler handler(SaleModeTable of) {
        var failures = new FailureTally();
        return new SaleModeHandler(
                new SaleModeCommands(
                        of, _ -> wakes.incrementAndGet(), DynamoNetStock.retries(failures), clock),
                clock,
                acts,
                failures);
    }
}
