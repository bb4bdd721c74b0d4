package dev.netstock.ledger;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.explanation.ExplanationEndpoint;
import dev.netstock.ledger.explanation.MallSide;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.mallcounts.DynamoMallCounts.OfMall;
import dev.netstock.mallcounts.DynamoMallCounts.State;
import dev.netstock.mallcounts.MallCount;
import dev.netstock.mallcounts.Reason;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.ApiDescription.Kind;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

class ExplanationHandlerTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String ROUTE = ExplanationHandler.ROUTE;
    private static final TestLedger LEDGER = TestLedger.create();
    private static final Shop SHOP = Shop.open();

    private static final Endpoint ENDPOINT =
            new ExplanationEndpoint(
                    LEDGER.database(),
                    new DynamoLevels(
                                    SHOP.tables().client(),
                                    SHOP.tables().names().netStock(),
                                    new FailureTally())
                            .shardTotals(),
                    ExplanationHandlerTest::malls);

    /** The malls of the SKU A. */
    private static List<OfMall> malls(Sku sku, Call call) {
        if (!sku.value().equals("A")) {
            return List.of();
        }
        var count =
                new MallCount(
                        "tea-500",
                        "red",
                        Map.of(sku, new MallCount.Units(1, 4)),
                        Optional.of(
                                new MallCount.Sent(
                                        MallCount.Kind.ADD,
                                        2,
                                        Instant.parse("2026-11-21T02:03:04.567Z"))),
                        3,
                        OptionalLong.of(4),
                        Optional.of(Instant.parse("2026-11-21T01:03:04.567Z")),
                        Set.of(MallCount.Pending.WRITE),
                        4,
                        Reason.SALE_RULE,
                        Optional.of("The mall rejects: X"));
        return List.of(
                new OfMall(new Channel("rakuten"), State.CONNECTED, List.of(count)),
                new OfMall(new Channel("yahoo"), State.NOT_CONNECTED, List.of()));
    }

    @BeforeAll
    static void trade() {
        LEDGER.execute(
                """
                INSERT INTO book_stock VALUES ('A', 'east', '2026-11-20', 90), ('A', 'east', '2026-11-21', 20);
                INSERT INTO movement_totals VALUES
                    ('A', 'east', '2026-11-20', 'receipt', 50, now()), ('A', 'east', '2026-11-21', 'sale', -3, now()),
                    ('A', 'east', '2026-11-21', 'receipt', 6, now());
                INSERT INTO display_samples VALUES ('A', 'east', 1, 1);
                SELECT touch('{A}', '{east}'), recalculate('{A}', '{east}')
                """);
        LEDGER.ship("paid", "A", "east", "2026-11-20", 2);
        LEDGER.ship("stranger", "A", "east", "2026-11-21", 1);
        sync();
        SHOP.reserve("paid", line("A", "east", 4));
        SHOP.confirm("paid");
        SHOP.reserve("held", line("A", "east", 2));
        new LedgerPosting(LEDGER.database(), _ -> {}).post(SHOP.events());
        sync();
    }

    private static void sync() {
        LEDGER.sync(SHOP.stock());
    }

    @AfterAll
    static void close() {
        LEDGER.close();
        SHOP.close();
    }

    @Test
    void explanation_ofASku_hasAllTermsAndTheyAddUp() {
        Reply reply = ask("A", "location=east");

        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
        assertThat(reply.at("/ledger/businessDate")).isEqualTo("2026-11-21");
        assertThat(units(reply, "ledger"))
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry("book", 20L),
                                Map.entry("sales", -3L),
                                Map.entry("receipts", 6L),
                                Map.entry("adjustments", 0L),
                                Map.entry("transfers", 0L),
                                Map.entry("returns", 0L),
                                Map.entry("shipments", -1L),
                                Map.entry("onHand", 22L),
                                Map.entry("samples", 1L),
                                Map.entry("taken", 6L),
                                Map.entry("held", 2L),
                                Map.entry("shipped", 3L),
                                Map.entry("shippedWithoutReservation", 1L),
                                Map.entry("covered", 2L),
                                Map.entry("unshipped", 4L),
                                Map.entry("net", 17L),
                                Map.entry("supply", 23L)));
        assertThat(units(reply, "netStock"))
                .isEqualTo(Map.of("supply", 23L, "reserved", 6L, "available", 17L));
        assertThat(reply.at("/ledger/sentVersion")).isEqualTo(reply.at("/netStock/ledgerVersion"));
    }

    @Test
    void explanation_ofASkuWithAPool_namesWhatIsSetAside() {
        SHOP.supply("P", "east", 9, 1);
        SHOP.setAside("rakuten", "P", "east", 4, "move-of-p");
        SHOP.accept("rakuten", "rakuten-p", line("P", "east", 1));

        assertThat(units(ask("P", "location=east"), "netStock"))
                .isEqualTo(Map.of("supply", 9L, "reserved", 1L, "setAside", 3L, "available", 5L));
    }

    @Test
    void explanation_ofASkuWithABufferAndAnOpenPool_namesTheirChannels() {
        SHOP.supply("Q", "east", 9, 1);
        SHOP.buffer("Q", "east", "storefront", 2);
        SHOP.openPool("rakuten", "Q", "east", PoolRule.OWN_ONLY, 4, "pool-of-q");

        Reply reply = ask("Q", "location=east");

        assertThat(reply.body().at("/netStock/channels").toString().replace('"', '\''))
                .isEqualTo(
                        "[{'channel':'rakuten','pool':4,'spillover':false},{'channel':'storefront',"
                                + "'buffer':2}]");
    }

    @Test
    void explanation_whenOrdersShippedWithoutAReservation_listsThem() {
        LEDGER.ship("more", "O", "east", "2026-11-21", 5);
        for (int order = 10; order < 40; order++) {
            LEDGER.ship("o" + order, "O", "east", "2026-11-21", 1);
        }

        JsonNode line =
                ask("O", "location=east").body().at("/ledger/lines").values().stream()
                        .filter(it -> it.get("name").asString().equals("shippedWithoutReservation"))
                        .findFirst()
                        .orElseThrow();

        assertThat(line.get("units").asLong()).isEqualTo(35);
        assertThat(line.get("orders").values()).hasSize(20);
        assertThat(line.at("/orders/0/orderId").asString()).isEqualTo("more");
        assertThat(line.at("/orders/0/units").asLong()).isEqualTo(5);
        assertThat(line.at("/orders/1/orderId").asString()).isEqualTo("o10");
    }

    @Test
    void explanation_withAdjustments_listsTheNewestWithTheirReasons() {
        LEDGER.addItems("R");
        LEDGER.execute(
                """
                SELECT record_movements(array_fill('/clerk'::text, '{25}'), array_agg('m-' || i),
                    array_fill('2026-11-22'::date, '{25}'), array_fill('adjustment'::text, '{25}'),
                    array_fill('R'::text, '{25}'), array_fill('east'::text, '{25}'),
                    array_fill(-1::bigint, '{25}'), array_fill(NULL::text, '{25}'),
                    array_agg('2026-11-22T00:00:00Z'::timestamptz + make_interval(mins => i)),
                    array_fill('lost'::text, '{25}'), array_fill('Not found'::text, '{25}'),
                    array_fill('mika'::text, '{25}'), array_fill('ken'::text, '{25}'))
                FROM generate_series(1, 25) i
                """);

        Reply reply = ask("R", "location=east");

        JsonNode line =
                reply.body().at("/ledger/lines").values().stream()
                        .filter(it -> it.get("name").asString().equals("adjustments"))
                        .findFirst()
                        .orElseThrow();
        assertThat(line.get("units").asLong()).isEqualTo(-25);
        assertThat(line.get("adjustments").values()).hasSize(20);
        assertThat(line.at("/adjustments/0").toString())
                .isEqualTo(
                        """
                        {"source":"/clerk","movementId":"m-25","businessDate":"2026-11-22",\
                        "units":-1,"occurredAt":"2026-11-22T00:25:00.000Z","reasonCode":"lost",\
                        "reasonNote":"Not found","recordedBy":"mika",\
                        "approvedBy":"ken"}\
                        """);
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
    }

    /** Each sum equals its formula over the lines above. */
    @Test
    void explanation_whenEachFormulaIsEvaluated_addsUp() {
        Reply reply = ask("A", "location=east");

        for (String side : Set.of("ledger", "netStock")) {
            Map<String, Long> above = new HashMap<>();
            for (JsonNode line : reply.body().at("/" + side + "/lines").values()) {
                long units = line.get("units").asLong();
                if (line.has("is")) {
                    assertThat(sum(line.get("is").asString(), above)).isEqualTo(units);
                }
                above.put(line.get("name").asString(), units);
            }
        }
    }

    @Test
    void explanation_ofATermThatWasNeverReported_hasNoTime() {
        Reply reply = ask("A", "location=east");

        for (JsonNode line : reply.body().at("/ledger/lines").values()) {
            assertThat(line.has("heardAt"))
                    .as(line.get("name").asString())
                    .isEqualTo(
                            Set.of(
                                            "book",
                                            "sales",
                                            "receipts",
                                            "shipments",
                                            "shipped",
                                            "samples",
                                            "taken",
                                            "held")
                                    .contains(line.get("name").asString()));
        }
    }

    @Test
    void explanation_ofASkuThatOneSideHas_hasThatSideOnly() {
        LEDGER.execute("SELECT touch('{B}', '{depot}')");
        SHOP.supply("C", "east", 5, 1);

        assertThat(ask("B", "location=depot").body().propertyNames())
                .containsExactly("sku", "location", "ledger");
        assertThat(ask("C", "location=east").body().propertyNames())
                .containsExactly("sku", "location", "netStock");
    }

    @ParameterizedTest
    @CsvSource({
        "A, '', query:/location",
        "A, location=EAST, query:/location",
        "A, location=east&at=1, query:/at",
        "a b, location=east, path:/sku"
    })
    void explanation_whenTheQuestionIsWrong_isRefusedWithAPointer(
            String sku, String query, String pointer) {
        assertThat(ask(sku, query).pointers()).containsExactly(pointer);
    }

    @Test
    void answers_ofEachKind_matchTheDescription() {
        assertThat(
                        Set.of(
                                kind(ENDPOINT, "A", ""),
                                kind(ENDPOINT, "NONE", ""),
                                kind(ENDPOINT, "no sku", ""),
                                kind(ENDPOINT, "A", " ".repeat(65_537)),
                                kind(outOfReach(), "A", ""),
                                kind(
                                        _ -> {
                                            throw new IllegalStateException("broken");
                                        },
                                        "A",
                                        "")))
                .isEqualTo(API.kinds(Set.of(ROUTE)));
        assertThat(API.operation(ROUTE)).isEqualTo("explainStock");
    }

    /** A paused database wakes up by the attempt, in more time than a caller waits. */
    @Test
    void explanation_whileTheDatabaseIsPaused_saysSoAndWhenToRetry() {
        Reply reply = ask(outOfReach(), "A", "location=east", "");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.answer().getHeaders()).containsEntry("retry-after", "10");
        assertThat(reply.at("/detail"))
                .startsWith("The ledger does not answer yet. After a pause it takes some seconds");
    }

    @Test
    void malls_areExplained_withWhatTheyShowAndWhy() {
        Reply reply = ask("A", "location=east");

        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
        assertThat(reply.at("/malls/0/mall")).isEqualTo("rakuten");
        assertThat(reply.at("/malls/0/state")).isEqualTo("connected");
        assertThat(reply.at("/malls/0/items/0/reason")).isEqualTo("sale-rule");
        assertThat(reply.at("/malls/0/items/0/shows/low")).isEqualTo("3");
        assertThat(reply.at("/malls/0/items/0/parts/0/setAside")).isEqualTo("4");
        assertThat(reply.at("/malls/0/items/0/lastSent/kind")).isEqualTo("add");
        assertThat(reply.at("/malls/0/items/0/pending/0")).isEqualTo("write");
        assertThat(reply.at("/malls/1/state")).isEqualTo("not-connected");
    }

    @Test
    void handleRequest_ofTheSampleEvent_answersAsDescribed() {
        var event =
                LambdaEvents.read(
                        APIGatewayV2HTTPEvent.class, SampleEvents.json("explanation/read"));
        var answer =
                new ExplanationHandler(ENDPOINT, new FailureTally())
                        .handleRequest(event, TestContext.create());

        assertThat(answer.getStatusCode()).isEqualTo(404);
        assertThat(API.faults(event.getRouteKey(), answer)).isEmpty();
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        var answer =
                new ExplanationHandler()
                        .handleRequest(HttpCall.of(ROUTE).event(), TestContext.create());

        assertThat(answer.getStatusCode()).isEqualTo(400);
    }

    private static Reply ask(String sku, String query) {
        return ask(ENDPOINT, sku, query, "");
    }

    private static Reply ask(Endpoint endpoint, String sku, String query, String body) {
        return Reply.of(
                new ExplanationHandler(endpoint, new FailureTally())
                        .handleRequest(
                                HttpCall.of(ROUTE).path("sku", sku).query(query).body(body).event(),
                                TestContext.create()));
    }

    private static Kind kind(Endpoint endpoint, String sku, String body) {
        Reply reply = ask(endpoint, sku, "location=east", body);
        assertThat(API.faults(ROUTE, reply.answer())).isEmpty();
        return new Kind(ROUTE, reply.status(), reply.problem());
    }

    private static Endpoint outOfReach() {
        var nowhere = new LedgerConfig("127.0.0.1", 1, "ledger", "netstock", "ap-northeast-1");
        return new ExplanationEndpoint(
                LedgerDatabase.withConnections(nowhere, 1, Duration.ofMillis(300)),
                new DynamoLevels(SHOP.tables().client(), "none", new FailureTally()).shardTotals(),
                MallSide.NONE);
    }

    private static Map<String, Long> units(Reply reply, String side) {
        Map<String, Long> units = new HashMap<>();
        reply.body()
                .at("/" + side + "/lines")
                .values()
                .forEach(
                        line -> units.put(line.get("name").asString(), line.get("units").asLong()));
        return units;
    }

    private static long sum(String formula, Map<String, Long> above) {
        return Arrays.stream(formula.replace("- ", "+ -").split(" \\+ "))
                .mapToLong(
                        term ->
                                term.startsWith("-")
                                        ? -above.getOrDefault(term.substring(1), Long.MIN_VALUE)
                                        : above.getOrDefault(term, Long.MIN_VALUE))
                .sum();
    }
}
