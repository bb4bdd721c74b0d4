package dev.netstock.checkout;

import static dev.netstock.checkout.Checkout.cancel;
import static dev.netstock.checkout.Checkout.confirm;
import static dev.netstock.checkout.Checkout.extend;
import static dev.netstock.checkout.Checkout.read;
import static dev.netstock.checkout.Checkout.release;
import static dev.netstock.checkout.Checkout.reserve;
import static dev.netstock.checkout.Checkout.transfer;
import static dev.netstock.stock.testing.Shop.HOLD;
import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.ExpectedAnswer;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tests every response of the API description, and that there are no others. */
class CheckoutAnswersTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String ONE =
            "{'lines': [{'sku': 'A', 'quantity': 1, 'location': 'east'}]}";
    private static final String TWO = "{'lines': [{'sku': 'A', 'quantity': 2}]}";
    private static final String HOUR = "{'holdSeconds': 3600}";
    private static final String WEST = "{'to': 'west'}";
    private static Checkout checkout = Checkout.open();

    private static final String LIMITED = "{'sku': 'LIMITED', 'quantity': 2}";

    /** A response, with its preconditions and the call that gets it. */
    record Case(ExpectedAnswer answer, Consumer<Shop> before) {
        @Override
        public String toString() {
            return answer.toString();
        }
    }

    @BeforeAll
    static void open() {
        checkout = Checkout.open();
        checkout.shop().supply("A", "east", 1_000, 1);
        checkout.shop().supply("A", "west", 1_000, 1);
        checkout.shop().supply("RARE", "east", 1, 1);
        checkout.shop().supply("LIMITED", "east", 100, 1);
        checkout.shop().limit("LIMITED", 2);
    }

    static Stream<Case> answers() {
        return Stream.of(
                        reserveAnswers(),
                        readAndReleaseAnswers(),
                        confirmAnswers(),
                        cancelAnswers(),
                        extendAnswers(),
                        transferAnswers(),
                        commonRefusals())
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void handleRequest_withEachExpectedRequest_answersAsDescribed(Case given) {
        given.before().accept(checkout.shop());
        given.answer().requireOf(checkout.send(given.answer().call()), API);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_whenTheTablesAreUnreachable_answersTryAgain(HttpCall call) {
        Reply reply = checkout.outOfReach().send(call, TestContext.withTimeLeft(700));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.problem()).isEqualTo("try-again");
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void handleRequest_withABug_answersInternalError(HttpCall call) {
        Reply reply = checkout.broken().send(call);
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.problem()).isEqualTo("internal-error");
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
    }

    @Test
    void expectedAnswers_coverTheWholeDescription() {
        Set<String> routes = calls().map(HttpCall::route).collect(Collectors.toSet());
        assertThat(ExpectedAnswer.kinds(answers().map(Case::answer), calls()))
                .isEqualTo(API.kinds(routes));
    }

    @Test
    void routes_matchTheOrderPathsOfTheDescription() {
        assertThat(CheckoutRoutes.of(checkout.shop().stock(), Checkout.HOLD_LIMITS))
                .allSatisfy(
                        route ->
                                assertThat(API.operation(route.key())).isEqualTo(route.operation()))
                .extracting(route -> route.key())
                .containsExactlyInAnyOrderElementsOf(
                        API.routes().stream()
                                .filter(route -> route.contains(" /v1/orders/"))
                                .toList());
    }

    /** A valid call of each route. */
    static Stream<HttpCall> calls() {
        return Stream.of(
                reserve("any", ONE),
                read("any"),
                release("any"),
                confirm("any"),
                cancel("any", "c", ""),
                extend("any", HOUR),
                transfer("any", "t", WEST));
    }

    private static Stream<Case> reserveAnswers() {
        return Stream.of(
                answer(201, reserve("new", ONE), _ -> {}),
                answer(
                        200,
                        reserve("again", ONE),
                        shop -> shop.reserve("again", line("A", "east", 1))),
                problem(
                        "insufficient-stock",
                        409,
                        reserve("short", "{'lines': [{'sku': 'RARE', 'quantity': 2}]}"),
                        _ -> {}),
                problem(
                        "order-id-reused",
                        409,
                        reserve("reused", TWO),
                        shop -> shop.reserve("reused", line("A", "east", 1))),
                problem(
                        "reservation-closed",
                        409,
                        reserve("released", ONE),
                        CheckoutAnswersTest::released),
                problem(
                        "limit-exceeded",
                        409,
                        reserve("over", "{'lines': [%s], 'customer': 'ann'}".formatted(LIMITED)),
                        shop -> shop.reserveFor("ann", "holds", line("LIMITED", "east", 1))),
                problem(
                        "hold-too-long",
                        409,
                        reserve(
                                "long",
                                "{'channel': 'kiosk', 'holdSeconds': 600, " + ONE.substring(1)),
                        _ -> {}),
                problem(
                        "pickup-not-offered",
                        409,
                        reserve("collect", ONE.replace("'east'", "'east', 'pickup': true")),
                        _ -> {}),
                problem(
                        "customer-required",
                        422,
                        reserve("anonymous", "{'lines': [%s]}".formatted(LIMITED)),
                        _ -> {}),
                problem(
                        "unknown-sku",
                        422,
                        reserve("unknown", "{'lines': [{'sku': 'NONE', 'quantity': 1}]}"),
                        _ -> {}));
    }

    private static void boughtOtherUnits(Shop shop) {
        shop.reserveFor("eve", "overdue", line("LIMITED", "east", 2));
        shop.clock().advance(Shop.HOLD);
        shop.expire("overdue");
        shop.reserveFor("eve", "other", line("LIMITED", "east", 1));
    }

    private static Stream<Case> readAndReleaseAnswers() {
        return Stream.of(
                answer(200, read("read"), shop -> shop.reserve("read", line("A", 1))),
                problem("unknown-order", 404, read("unknown"), _ -> {}),
                answer(200, release("unpaid"), shop -> shop.reserve("unpaid", line("A", 1))),
                problem("unknown-order", 404, release("unknown"), _ -> {}),
                problem(
                        "already-confirmed",
                        409,
                        release("paid"),
                        shop -> confirmed(shop, "paid")));
    }

    private static Stream<Case> confirmAnswers() {
        return Stream.of(
                answer(200, confirm("pays"), shop -> shop.reserve("pays", line("A", 1))),
                problem("unknown-order", 404, confirm("unknown"), _ -> {}),
                problem(
                        "reservation-closed",
                        409,
                        confirm("released"),
                        CheckoutAnswersTest::released),
                problem("insufficient-stock", 409, confirm("late"), CheckoutAnswersTest::soldOut),
                problem(
                        "limit-exceeded",
                        409,
                        confirm("overdue"),
                        CheckoutAnswersTest::boughtOtherUnits));
    }

    private static Stream<Case> cancelAnswers() {
        return Stream.of(
                answer(201, cancel("c1", "c", TWO), shop -> confirmed(shop, "c1")),
                answer(
                        200,
                        cancel("c2", "c", TWO),
                        shop -> {
                            confirmed(shop, "c2");
                            shop.cancel("c2", "c", line("A", 2));
                        }),
                problem("unknown-order", 404, cancel("unknown", "c", TWO), _ -> {}),
                problem(
                        "exceeds-order",
                        409,
                        cancel("c3", "c", "{'lines': [{'sku': 'A', 'quantity': 9}]}"),
                        shop -> confirmed(shop, "c3")),
                problem(
                        "already-shipped",
                        409,
                        cancel("c6", "c", ""),
                        shop -> {
                            confirmed(shop, "c6");
                            shop.ship("c6", shipped("A", "east", 1));
                        }),
                problem(
                        "not-confirmed",
                        409,
                        cancel("c4", "c", TWO),
                        shop -> shop.reserve("c4", line("A", 3))),
                problem(
                        "cancellation-id-reused",
                        409,
                        cancel("c5", "c", TWO),
                        shop -> {
                            confirmed(shop, "c5");
                            shop.cancel("c5", "c", line("A", 1));
                        }));
    }

    private static Stream<Case> extendAnswers() {
        return Stream.of(
                answer(200, extend("e1", "{'holdSeconds': 900}"), shop -> waiting(shop, "e1")),
                problem("unknown-order", 404, extend("unknown", HOUR), _ -> {}),
                problem(
                        "already-confirmed",
                        409,
                        extend("e2", HOUR),
                        shop -> confirmed(shop, "e2")),
                problem(
                        "reservation-closed",
                        409,
                        extend("released", HOUR),
                        CheckoutAnswersTest::released),
                problem("hold-too-long", 409, extend("e3", HOUR), shop -> waiting(shop, "e3")),
                problem(
                        "too-many-extensions",
                        409,
                        extend("e4", "{'holdSeconds': 900}"),
                        CheckoutAnswersTest::extendedOften));
    }

    private static Stream<Case> transferAnswers() {
        return Stream.of(
                answer(201, transfer("t1", "t", WEST), shop -> confirmed(shop, "t1")),
                answer(
                        200,
                        transfer("t2", "t", WEST),
                        shop -> {
                            confirmed(shop, "t2");
                            shop.transfer("t2", "t", "west");
                        }),
                problem("unknown-order", 404, transfer("unknown", "t", WEST), _ -> {}),
                problem(
                        "reservation-closed",
                        409,
                        transfer("released", "t", WEST),
                        CheckoutAnswersTest::released),
                problem(
                        "transfer-exceeds-order",
                        409,
                        transfer(
                                "t3",
                                "t",
                                "{'to': 'west', 'lines': [{'sku': 'A', 'quantity': 9}]}"),
                        shop -> confirmed(shop, "t3")),
                problem(
                        "insufficient-stock",
                        409,
                        transfer("t4", "t", "{'to': 'north'}"),
                        shop -> confirmed(shop, "t4")),
                problem(
                        "too-many-places",
                        409,
                        transfer(
                                "t5",
                                "t",
                                "{'to': 'west', 'lines': [{'sku': 'many-0', 'quantity': 1}]}"),
                        CheckoutAnswersTest::ofManyLines),
                problem(
                        "transfer-id-reused",
                        409,
                        transfer("t6", "t", WEST),
                        shop -> {
                            confirmed(shop, "t6");
                            shop.transfer("t6", "t", "west", line("A", 1));
                        }));
    }

    private static Stream<Case> commonRefusals() {
        return calls().flatMap(
                        call ->
                                Stream.of(
                                        problem(
                                                "invalid-request",
                                                400,
                                                call.path("orderId", "no order"),
                                                _ -> {}),
                                        new Case(ExpectedAnswer.tooLarge(call), _ -> {})));
    }

    private static Case answer(int status, HttpCall call, Consumer<Shop> before) {
        return problem("", status, call, before);
    }

    private static Case problem(String problem, int status, HttpCall call, Consumer<Shop> before) {
        return new Case(new ExpectedAnswer(problem, status, call), before);
    }

    private static void released(Shop shop) {
        shop.reserve("released", line("A", "east", 1));
        shop.release("released");
    }

    private static void waiting(Shop shop, String orderId) {
        shop.reserve(orderId, line("A", "east", 1));
        shop.clock().advance(Duration.ofMinutes(1));
    }

    private static void extendedOften(Shop shop) {
        shop.reserve("e4", line("A", "east", 1));
        for (int times = 0; times < 100; times++) {
            shop.clock().advance(Duration.ofSeconds(1));
            shop.extend("e4", HOLD);
        }
        shop.clock().advance(Duration.ofSeconds(1));
    }

    /** An order that would hold its 99 SKUs at two locations each. */
    private static void ofManyLines(Shop shop) {
        RequestedLine[] lines =
                IntStream.range(0, ReserveCommand.LINES_MAX)
                        .mapToObj(i -> line("many-" + i, "east", i == 0 ? 2 : 1))
                        .toArray(RequestedLine[]::new);
        for (RequestedLine line : lines) {
            shop.supply(line.sku().value(), "east", 2, 1);
        }
        shop.supply("many-0", "west", 2, 1);
        shop.reserve("t5", lines);
    }

    private static void confirmed(Shop shop, String orderId) {
        shop.reserve(orderId, line("A", 3));
        shop.confirm(orderId);
    }

    /** An order whose hold has expired, and whose only unit was sold to another order. */
    private static void soldOut(Shop shop) {
        shop.supply("LAST", "east", 1, 1);
        shop.reserve("late", line("LAST", 1));
        shop.clock().advance(HOLD.plus(Duration.ofSeconds(1)));
        shop.expire("late");
        shop.reserve("quicker", line("LAST", 1));
    }
}
