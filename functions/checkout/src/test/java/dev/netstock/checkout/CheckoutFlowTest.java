package dev.netstock.checkout;

import static dev.netstock.checkout.Checkout.cancel;
import static dev.netstock.checkout.Checkout.confirm;
import static dev.netstock.checkout.Checkout.extend;
import static dev.netstock.checkout.Checkout.read;
import static dev.netstock.checkout.Checkout.release;
import static dev.netstock.checkout.Checkout.reserve;
import static dev.netstock.checkout.Checkout.transfer;
import static dev.netstock.stock.testing.Shop.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.audit.AuditEntry;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.capacity.CapacityMeter;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The life of an order, from the caller's view. */
class CheckoutFlowTest {
    private static final String TWO_LINES =
            "{'lines': [{'sku': 'A', 'quantity': 2, 'location': 'east'}, {'sku': 'B', 'quantity':"
                    + " 1}]}";
    private final Checkout checkout = Checkout.open();

    @BeforeEach
    void stock() {
        checkout.shop().supply("A", "east", 10, 1);
        checkout.shop().supply("B", "west", 10, 1);
    }

    @Test
    void reserve_newOrder_returnsLocationsAndExpiry() {
        Reply reply =
                checkout.send(
                        reserve(
                                "o",
                                "{'channel': 'rakuten', 'holdSeconds': 60, "
                                        + TWO_LINES.substring(1)));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.at("/orderId")).isEqualTo("o");
        assertThat(reply.at("/state")).isEqualTo("RESERVED");
        assertThat(reply.at("/version")).isEqualTo("1");
        assertThat(reply.at("/channel")).isEqualTo("rakuten");
        assertThat(reply.body().get("lines").toString())
                .isEqualTo(
                        """
                        [{"sku":"A","location":"east","quantity":2},\
                        {"sku":"B","location":"west","quantity":1}]\
                        """);
        assertThat(between(reply.at("/reservedAt"), reply.at("/expiresAt")))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void release_byAnOperator_recordsTheOrderBeforeAndAfterIt() {
        checkout.send(reserve("o", TWO_LINES));
        checkout.handler().handleRequest(release("o").eventOf("mika"), TestContext.create());
        AuditEntry act = checkout.acts().ended();
        assertThat(act.action()).isEqualTo("release");
        assertThat(act.targets()).containsExactly("o");
        assertThat(act.before().orElseThrow()).contains("\"state\":\"RESERVED\"");
        assertThat(act.result().orElseThrow().after().orElseThrow())
                .contains("\"state\":\"RELEASED\"");
    }

    @Test
    void cancel_byAnOperator_recordsTheOrderBeforeIt() {
        checkout.send(reserve("o", TWO_LINES));
        checkout.send(confirm("o"));
        HttpCall cancel =
                cancel("o", "c", "{'lines': [{'sku': 'A', 'location': 'east', 'quantity': 1}]}");
        checkout.handler().handleRequest(cancel.eventOf("mika"), TestContext.create());
        AuditEntry act = checkout.acts().ended();
        assertThat(act.targets()).containsExactly("c", "o");
        assertThat(act.before().orElseThrow()).contains("\"state\":\"CONFIRMED\"");
        assertThat(act.result().orElseThrow().status()).isEqualTo(201);
    }

    /** A shop's client may reserve, and not operate: its orders cost no more than before. */
    @Test
    void order_ofTheShop_isNotRecorded() {
        checkout.send(reserve("o", TWO_LINES));
        checkout.send(release("o"));
        assertThat(checkout.acts().entries()).isEmpty();
    }

    @Test
    void reserve_withReorderedLines_isTheSameRequest() {
        Reply first = checkout.send(reserve("o", TWO_LINES));
        Reply second =
                checkout.send(
                        reserve(
                                "o",
                                "{'lines': [{'quantity': 1, 'sku': 'B'}, {'sku': 'A', 'quantity':"
                                        + " 1, 'location': 'east'}, {'sku': 'A', 'quantity': 1,"
                                        + " 'location': 'east'}], 'channel': 'storefront'}"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(checkout.shop().available("A", "east")).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "2, 0", "again, 0"})
    void reserve_withRetryAttempt_isLookedUpBeforeItTakes(String attempt, int takes) {
        String line = "{'lines': [{'sku': 'A', 'location': 'east', 'quantity': 1}]}";
        checkout.send(reserve("o", line));
        var meter = new CapacityMeter();
        Checkout other = checkout.metered(meter);

        var event = reserve("o", line).event();
        event.setHeaders(Map.of("retry-attempt", attempt));
        Reply reply = Reply.of(other.handler().handleRequest(event, TestContext.create()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(meter.drain())
                .filteredOn(call -> call.operation().equals("UpdateItem"))
                .hasSize(takes);
    }

    @Test
    void reserve_withAShortLine_returnsTheAvailableUnitsAndTakesNothing() {
        Reply reply =
                checkout.send(
                        reserve(
                                "o",
                                "{'lines': [{'sku': 'A', 'quantity': 11, 'location': 'east'},"
                                        + " {'sku': 'B', 'quantity': 11}]}"));
        assertThat(reply.body().get("shortages").toString())
                .contains(
                        """
                        {"sku":"A","location":"east","requested":11,"available":10}\
                        """,
                        """
                        {"sku":"B","requested":11,"available":10}\
                        """);
        assertThat(checkout.shop().available("A", "east")).isEqualTo(10);
    }

    @Test
    void reserve_withUnknownSkus_namesThem() {
        Reply reply =
                checkout.send(
                        reserve(
                                "o",
                                "{'lines': [{'sku': 'A', 'quantity': 1}, {'sku': 'Z', 'quantity':"
                                        + " 1}]}"));
        assertThat(reply.body().get("skus").toString()).isEqualTo("[\"Z\"]");
    }

    @Test
    void extend_andTransfer_areSteps() {
        checkout.send(
                reserve(
                        "o",
                        "{'channel': 'bank', 'lines': [{'sku': 'A', 'location': 'east',"
                                + " 'quantity': 2}]}"));
        checkout.shop().supply("A", "west", 5, 1);

        Reply extended = checkout.send(extend("o", "{'holdSeconds': 259200}"));
        assertThat(extended.status()).isEqualTo(200);
        assertThat(between(extended.at("/reservedAt"), extended.at("/expiresAt")))
                .isEqualTo(Duration.ofDays(3));
        Reply shorter = checkout.send(extend("o", "{'holdSeconds': 60}"));
        assertThat(shorter.body()).isEqualTo(extended.body());

        Reply moved =
                checkout.send(
                        transfer(
                                "o",
                                "t",
                                "{'to': 'west', 'lines': [{'sku': 'A', 'quantity': 1}]}"));
        assertThat(moved.status()).isEqualTo(201);
        assertThat(moved.body().get("lines").toString())
                .isEqualTo(
                        """
                        [{"sku":"A","location":"east","quantity":1},\
                        {"sku":"A","location":"west","quantity":1}]\
                        """);

        Reply read = checkout.send(read("o"));
        assertThat(read.at("/steps/1/type")).isEqualTo("EXTENDED");
        assertThat(read.at("/steps/1/expiresAt")).isEqualTo(extended.at("/expiresAt"));
        assertThat(read.at("/steps/2/type")).isEqualTo("TRANSFERRED");
        assertThat(read.at("/steps/2/transferId")).isEqualTo("t");
        assertThat(read.body().get("steps").get(2).get("lines").toString())
                .isEqualTo(
                        """
                        [{"sku":"A","location":"east","units":1},\
                        {"sku":"A","location":"west","units":-1}]\
                        """);
        Reply shortened = checkout.send(extend("o", "{'holdSeconds': 60, 'mayShorten': true}"));
        assertThat(between(shortened.at("/reservedAt"), shortened.at("/expiresAt")))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void release_repeated_returnsUnitsOnce() {
        checkout.send(reserve("o", TWO_LINES));
        for (int times = 0; times < 3; times++) {
            Reply reply = checkout.send(release("o"));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.at("/state")).isEqualTo("RELEASED");
        }
        assertThat(checkout.shop().available("A", "east")).isEqualTo(10);
    }

    @Test
    void release_afterExpiry_succeeds() {
        checkout.send(reserve("o", TWO_LINES));
        checkout.shop().clock().advance(Duration.ofMinutes(16));
        checkout.shop().expire("o");
        Reply reply = checkout.send(release("o"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/state")).isEqualTo("EXPIRED");
    }

    @Test
    void confirm_afterExpiry_takesTheUnitsAgain() {
        checkout.send(reserve("o", TWO_LINES));
        checkout.shop().clock().advance(Duration.ofMinutes(16));
        checkout.shop().expire("o");
        Reply reply = checkout.send(confirm("o").body("{}"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/state")).isEqualTo("CONFIRMED");
        assertThat(checkout.shop().available("A", "east")).isEqualTo(8);
    }

    @Test
    void confirm_withABody_isInvalid() {
        checkout.send(reserve("o", TWO_LINES));
        Reply reply = checkout.send(confirm("o").body("{'paid': true}"));
        assertThat(reply.pointers()).containsExactly("/paid");
    }

    @Test
    void cancel_inPart_returnsTheCancelledUnits() {
        checkout.send(reserve("o", TWO_LINES));
        checkout.send(confirm("o"));
        Reply reply = checkout.send(cancel("o", "c", "{'lines': [{'sku': 'A', 'quantity': 1}]}"));
        assertThat(reply.body().get("lines").toString())
                .isEqualTo(
                        """
                        [{"sku":"A","location":"east","quantity":2,"cancelled":1},\
                        {"sku":"B","location":"west","quantity":1}]\
                        """);
        assertThat(checkout.shop().available("A", "east")).isEqualTo(9);
    }

    @Test
    void cancel_withoutABody_cancelsAllRemainingUnits() {
        checkout.send(reserve("o", TWO_LINES));
        checkout.send(confirm("o"));
        checkout.send(cancel("o", "c-1", "{'lines': [{'sku': 'A', 'quantity': 1}]}"));
        Reply reply = checkout.send(cancel("o", "c-2", ""));
        assertThat(reply.at("/state")).isEqualTo("CANCELLED");
        assertThat(checkout.shop().available("A", "east")).isEqualTo(10);
        assertThat(checkout.send(reserve("o", TWO_LINES)).problem())
                .isEqualTo("reservation-closed");
    }

    @Test
    void cancel_withoutLines_isInvalid() {
        checkout.send(reserve("o", TWO_LINES));
        checkout.send(confirm("o"));
        assertThat(checkout.send(cancel("o", "c", "{}")).pointers()).containsExactly("/lines");
    }

    @Test
    void cancel_exceedingTheOrder_returnsTheCancellableUnits() {
        checkout.send(reserve("o", TWO_LINES));
        checkout.send(confirm("o"));
        Reply reply = checkout.send(cancel("o", "c", "{'lines': [{'sku': 'A', 'quantity': 3}]}"));
        assertThat(reply.body().get("lines").toString())
                .isEqualTo("[{\"sku\":\"A\",\"requested\":3,\"cancellable\":2}]");
    }

    @Test
    void cancel_afterAShipment_returnsTheCancellableUnits() {
        checkout.send(reserve("o", TWO_LINES));
        checkout.send(confirm("o"));
        checkout.shop().ship("o", shipped("A", "east", 1));

        Reply all = checkout.send(cancel("o", "c", ""));
        assertThat(all.problem()).isEqualTo("already-shipped");
        assertThat(all.body().get("lines").toString())
                .isEqualTo(
                        """
                        [{"sku":"A","location":"east","requested":2,"cancellable":1,"shipped":1},\
                        {"sku":"B","location":"west","requested":1,"cancellable":1,"shipped":0}]\
                        """);
        Reply two = checkout.send(cancel("o", "c", "{'lines': [{'sku': 'A', 'quantity': 2}]}"));
        assertThat(two.body().get("lines").toString())
                .isEqualTo(
                        """
                        [{"sku":"A","requested":2,"cancellable":1,"shipped":1}]\
                        """);
        Reply one = checkout.send(cancel("o", "c", "{'lines': [{'sku': 'A', 'quantity': 1}]}"));
        assertThat(one.status()).isEqualTo(201);
        assertThat(one.at("/state")).isEqualTo("CONFIRMED");
        assertThat(checkout.shop().available("A", "east")).isEqualTo(9);
    }

    @Test
    void read_afterAShipment_returnsShippedUnitsInTotalAndByStep() {
        checkout.send(reserve("o", TWO_LINES));
        assertThat(checkout.send(read("o")).body().has("shipped")).isFalse();
        checkout.send(confirm("o"));
        checkout.shop().ship("o", shipped("A", "east", 1));
        checkout.shop().ship("o", shipped("A", "east", 2), shipped("B", "north", 1));

        Reply reply = checkout.send(read("o"));

        assertThat(reply.at("/state")).isEqualTo("CONFIRMED");
        assertThat(reply.at("/version")).isEqualTo("4");
        assertThat(reply.body().get("shipped").toString())
                .isEqualTo(
                        """
                        [{"sku":"A","location":"east","quantity":2},\
                        {"sku":"B","location":"north","quantity":1}]\
                        """);
        assertThat(reply.at("/steps/3/type")).isEqualTo("SHIPPED");
        assertThat(reply.body().at("/steps/3").has("lines")).isFalse();
        assertThat(reply.body().at("/steps/3/shipped").toString())
                .isEqualTo(
                        """
                        [{"sku":"A","location":"east","units":1},\
                        {"sku":"B","location":"north","units":1}]\
                        """);
    }

    @Test
    void cancel_withAnInvalidId_pointsAtThePath() {
        assertThat(checkout.send(cancel("o", "c c", "")).pointers())
                .containsExactly("path:/cancellationId");
    }

    @Test
    void read_afterSeveralSteps_returnsThemOldestFirst() {
        checkout.send(reserve("o", TWO_LINES));
        checkout.send(confirm("o"));
        checkout.send(cancel("o", "c", "{'lines': [{'sku': 'A', 'quantity': 1}]}"));
        Reply reply = checkout.send(read("o"));
        assertThat(reply.at("/state")).isEqualTo("CONFIRMED");
        assertThat(reply.at("/steps/0/type")).isEqualTo("RESERVED");
        assertThat(reply.at("/steps/0/lines/0/units")).isEqualTo("-2");
        assertThat(reply.at("/steps/1/type")).isEqualTo("CONFIRMED");
        assertThat(reply.body().at("/steps/1").has("lines")).isFalse();
        assertThat(reply.at("/steps/2/cancellationId")).isEqualTo("c");
        assertThat(reply.at("/steps/2/lines/0/units")).isEqualTo("1");
    }

    /** The responses over the life of an order whose competing lines come in a given order. */
    @Test
    void answers_doNotDependOnTheOrderOfCompetingLines() {
        checkout.shop().supply("A", "west", 2, 1);
        List<List<String>> answers =
                List.of(List.of(1, 2, 3), List.of(3, 1, 2), List.of(2, 3, 1), List.of(3, 2, 1))
                        .stream()
                        .map(this::answers)
                        .toList();

        assertThat(answers.getFirst())
                .containsExactly(
                        "409 [{sku:A,requested:4,available:3},"
                                + "{sku:B,location:west,requested:12,available:10}]",
                        "201 [{sku:A,location:east,quantity:10},{sku:A,location:west,quantity:2},"
                                + "{sku:B,location:west,quantity:1}]",
                        "200 [{sku:A,location:east,quantity:10},{sku:A,location:west,quantity:2},"
                                + "{sku:B,location:west,quantity:1}]",
                        "409 [{sku:A,requested:4,cancellable:3}]",
                        "201 [{sku:A,location:east,quantity:10,cancelled:10},"
                                + "{sku:A,location:west,quantity:2,cancelled:2},"
                                + "{sku:B,location:west,quantity:1,cancelled:1}]");
        assertThat(answers).containsOnly(answers.getFirst());
    }

    private List<String> answers(List<Integer> order) {
        String id = "o" + order.getFirst() + order.getLast();
        return List.of(
                answer(reserve("short-" + id, lines(order, 4, 9, 12))),
                answer(reserve(id, lines(order, 3, 9, 1))),
                answer(reserve(id, lines(order.reversed(), 3, 9, 1))),
                confirmed(id, cancel(id, "c-1", lines(order, 4, 9, 1))),
                answer(cancel(id, "c-2", lines(order, 3, 9, 1))));
    }

    private String confirmed(String id, HttpCall call) {
        checkout.send(confirm(id));
        return answer(call);
    }

    private String answer(HttpCall call) {
        Reply reply = checkout.send(call);
        JsonNode body = reply.body();
        return reply.status()
                + " "
                + (body.has("shortages") ? body.get("shortages") : body.get("lines"))
                        .toString()
                        .replace("\"", "");
    }

    /** Units of A anywhere, of A at a location, and of B at another. */
    private static String lines(List<Integer> order, int anywhere, int east, int west) {
        Map<Integer, String> lines =
                Map.of(
                        1, "{'sku': 'A', 'quantity': " + anywhere + "}",
                        2, "{'sku': 'A', 'quantity': " + east + ", 'location': 'east'}",
                        3, "{'sku': 'B', 'quantity': " + west + ", 'location': 'west'}");
        return "{'lines': ["
                + order.stream().map(lines::get).collect(Collectors.joining(", "))
                + "]}";
    }

    private static Duration between(String from, String to) {
        return Duration.between(Instant.parse(from), Instant.parse(to));
    }
}
