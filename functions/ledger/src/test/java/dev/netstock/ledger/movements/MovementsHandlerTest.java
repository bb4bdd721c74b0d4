package dev.netstock.ledger.movements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementReason;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.RecordedActs;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

class MovementsHandlerTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String ROUTE = MovementsHandler.ROUTE;
    private static final String SALE =
            """
            {'movementId':'R-1','kind':'sale','sku':'A','location':'east','units':1,\
            'occurredAt':'2026-11-21T02:03:04Z','businessDate':'2026-11-21'}\
            """;

    private final List<Movement> reported = new ArrayList<>();
    private final RecordedActs acts = new RecordedActs();
    private final MovementsHandler handler =
            new MovementsHandler(
                    (movements, _) -> reported.addAll(movements),
                    TestMovements.DATES,
                    Optional.empty(),
                    acts,
                    new FailureTally());

    @Test
    void record_ofTheSampleEvent_publishesItsMovements() {
        var event =
                LambdaEvents.read(
                        APIGatewayV2HTTPEvent.class, SampleEvents.json("movements/record"));
        Reply reply = Reply.of(handler.handleRequest(event, TestContext.create()));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.answer().getBody()).isEqualTo("{\"accepted\":2,\"rejected\":[]}");
        assertThat(reported).extracting(Movement::source).containsOnly("/clerk/shinjuku");
        assertThat(reported).extracting(Movement::signedUnits).containsExactly(-2L, 24L);
        assertThat(API.allowsBody(ROUTE, event.getBody())).isTrue();
    }

    @Test
    void record_whenSomeAreInvalid_publishesTheOthersAndReturnsErrors() {
        Reply reply =
                send(
                        body(
                                SALE,
                                SALE.replace("'sale'", "'theft'"),
                                "7",
                                SALE.replace("'units':1", "'units':-1,'till':3")));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reported).hasSize(1);
        assertThat(reply.at("/accepted")).isEqualTo("1");
        assertThat(reply.at("/rejected/0/index")).isEqualTo("1");
        assertThat(reply.at("/rejected/0/errors/0/pointer")).isEqualTo("/movements/1/kind");
        assertThat(reply.at("/rejected/1/errors/0/pointer")).isEqualTo("/movements/2");
        assertThat(reply.at("/rejected/2/errors/0/pointer")).isEqualTo("/movements/3/units");
        assertThat(reply.at("/rejected/2/errors/1/pointer")).isEqualTo("/movements/3/till");
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
    }

    @Test
    void record_ofABusinessDateMoreThanADayAhead_isRejected() {
        Reply reply =
                send(
                        body(
                                SALE.replace("2026-11-21'}", "2026-11-22'}"),
                                SALE.replace("R-1", "R-2").replace("2026-11-21'}", "2026-11-23'}"),
                                SALE.replace("R-1", "R-3")
                                        .replace("2026-11-21'}", "2062-11-21'}")));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.at("/accepted")).isEqualTo("1");
        assertThat(reply.at("/rejected/0/errors/0/pointer")).isEqualTo("/movements/1/businessDate");
        assertThat(reply.at("/rejected/1/errors/0/pointer")).isEqualTo("/movements/2/businessDate");
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'sku':'A' | 'sku':'B'",
                "'location':'east' | 'location':'west'",
                "'kind':'sale' | 'kind':'receipt'",
                "'units':1 | 'units':2",
                "'units':1 | 'units':1,'orderId':'o-1'"
            })
    void record_ofOneNameWithOtherContents_isRefusedAsAWholeWithBothPointers(
            String member, String other) {
        String differs = SALE.replace(member, other);
        Reply reply = send(body(SALE, SALE.replace("R-1", "R-2"), differs));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.pointers()).containsExactly("/movements/0", "/movements/2");
        assertThat(reported).isEmpty();
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
    }

    @Test
    void record_ofAnAdjustment_needsAReason() {
        String adjustment = SALE.replace("'sale'", "'adjustment'").replace(":1,", ":-1,");
        String other = adjustment.replace("}", ",'reasonCode':'other'}");
        Reply reply =
                send(
                        body(
                                adjustment,
                                adjustment.replace("}", ",'reasonCode':'theft'}"),
                                other,
                                other.replace("}", ",'reasonNote':''}"),
                                SALE.replace("}", ",'reasonNote':'Why'}"),
                                adjustment.replace("}", ",'recordedBy':'x'}")));
        assertThat(reply.at("/accepted")).isEqualTo("0");
        assertThat(reply.at("/rejected/0/errors/0/pointer")).isEqualTo("/movements/0/reasonCode");
        assertThat(reply.at("/rejected/1/errors/0/pointer")).isEqualTo("/movements/1/reasonCode");
        assertThat(reply.at("/rejected/2/errors/0/pointer")).isEqualTo("/movements/2/reasonNote");
        assertThat(reply.at("/rejected/3/errors/0/pointer")).isEqualTo("/movements/3/reasonNote");
        assertThat(reply.at("/rejected/4/errors/0/pointer")).isEqualTo("/movements/4/reasonCode");
        assertThat(reply.at("/rejected/5/errors/0/pointer")).isEqualTo("/movements/5/reasonCode");
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
    }

    @Test
    void record_ofAnAdjustmentByAPerson_publishesAndAuditsWhoAndWhy() {
        String adjustment =
                SALE.replace("'sale'", "'adjustment'")
                        .replace("}", ",'reasonCode':'damaged','reasonNote':'Box crushed'}");
        handler.handleRequest(
                HttpCall.of(ROUTE).body(body(adjustment)).eventOf("mika"), TestContext.create());
        assertThat(reported)
                .extracting(Movement::reason)
                .containsExactly(
                        Optional.of(
                                new MovementReason(
                                                MovementReason.Code.DAMAGED,
                                                Optional.of("Box crushed"))
                                        .by("mika")));
        assertThat(acts.ended().targets()).containsExactly("A");
        assertThat(acts.ended().result().orElseThrow().after().orElseThrow())
                .contains("\"accepted\":1", "\"reasonCode\":\"damaged\"", "Box crushed");
    }

    @Test
    void record_ofManyMovements_auditsTheFirst() {
        String[] all = new String[30];
        for (int number = 0; number < all.length; number++) {
            all[number] = SALE.replace("R-1", "R-" + number).replace("'A'", "'A-" + number + "'");
        }
        handler.handleRequest(
                HttpCall.of(ROUTE).body(body(all)).eventOf("till"), TestContext.create());
        assertThat(acts.ended().targets()).hasSize(20);
        assertThat(acts.ended().result().orElseThrow().after().orElseThrow())
                .contains("\"accepted\":30", "\"A-19\"")
                .doesNotContain("\"A-20\"");
    }

    @Test
    void record_ofDuplicates_evenWithAnotherTime_acceptsThem() {
        Reply reply = send(body(SALE, SALE, SALE.replace("02:03:04", "02:03:00")));
        assertThat(reply.at("/accepted")).isEqualTo("3");
    }

    @Test
    void record_whenNoneIsValid_publishesNothing() {
        assertThat(send(body("{}")).at("/accepted")).isEqualTo("0");
        assertThat(reported).isEmpty();
    }

    @Test
    void record_of500InALargeBody_isAccepted() {
        String large = SALE.replace("'R-1'", "'" + "x".repeat(128) + "'");
        String[] all = new String[500];
        Arrays.fill(all, large);
        assertThat(body(all).length()).isGreaterThan(65_536);
        assertThat(send(body(all)).at("/accepted")).isEqualTo("500");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON | ''",
                "{} | /source /movements",
                "{'source':'a b','movements':[{}]} | /source",
                "{'source':'/x','movements':[]} | /movements",
                "{'source':'/x','movements':{}} | /movements",
                "{'source':'/x','movements':[{}],'more':1} | /more"
            })
    void record_ofWhatIsNoRequest_isRefusedWithPointers(String body, String pointers) {
        Reply reply = send(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(String.join(" ", reply.pointers())).isEqualTo(pointers);
        assertThat(reported).isEmpty();
    }

    @Test
    void record_ofMoreThan500_isRefused() {
        String[] all = new String[501];
        Arrays.fill(all, "{}");
        assertThat(send(body(all)).pointers()).containsExactly("/movements");
    }

    @Test
    void answers_ofEachKind_matchTheDescription() {
        Set<ApiDescription.Kind> kinds = new TreeSet<>();
        kinds.add(kind(handler, body(SALE)));
        kinds.add(kind(handler, "{}"));
        kinds.add(kind(handler, " ".repeat(MovementsHandler.BODY_BYTES_MAX + 1)));
        kinds.add(kind(failing(new IllegalStateException("broken")), body(SALE)));
        kinds.add(
                kind(failing(new RetryLaterException("slow", Duration.ofSeconds(1))), body(SALE)));
        assertThat(kinds).isEqualTo(API.kinds(Set.of(ROUTE)));
        assertThat(API.operation(ROUTE)).isEqualTo("recordMovements");
    }

    @Test
    void constructor_calledByLambda_connectsToNothing() {
        assertThatNoException().isThrownBy(MovementsHandler::new);
    }

    private static MovementsHandler failing(RuntimeException failure) {
        return new MovementsHandler(
                (_, _) -> {
                    throw failure;
                },
                TestMovements.DATES,
                Optional.empty(),
                (_, _) -> {},
                new FailureTally());
    }

    private static ApiDescription.Kind kind(MovementsHandler handler, String body) {
        Reply reply = send(handler, body);
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
        return new ApiDescription.Kind(ROUTE, reply.status(), reply.problem());
    }

    private Reply send(String body) {
        return send(handler, body);
    }

    private static Reply send(MovementsHandler handler, String body) {
        return Reply.of(
                handler.handleRequest(HttpCall.of(ROUTE).body(body).event(), TestContext.create()));
    }

    private static String body(String... movements) {
        return "{'source':'/test','movements':[" + String.join(",", movements) + "]}";
    }
}
