package dev.netstock.checkout;

import static dev.netstock.checkout.Checkout.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.Customer;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Strict decoding of reservation requests. An invalid request never reaches the stock. */
class ReservationRequestTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String LINE = "{'sku': 'A', 'quantity': 1}";

    private final List<ReserveCommand> commands = new ArrayList<>();

    @Test
    void decode_completeRequest_returnsTheCommand() {
        send(
                "{'channel': 'rakuten', 'holdSeconds': 60, 'lines': [{'sku': 'A', 'quantity': 2,"
                        + " 'location': 'east'}, {'sku': 'B', 'quantity': 9999}]}");
        assertThat(commands)
                .containsExactly(
                        new ReserveCommand(
                                new OrderId("o-1"),
                                new Channel("rakuten"),
                                Duration.ofSeconds(60),
                                List.of(
                                        new RequestedLine(
                                                new Sku("A"), Optional.of(new Location("east")), 2),
                                        new RequestedLine(new Sku("B"), Optional.empty(), 9_999))));
    }

    @Test
    void decode_customer_isInTheCommandAndNotInItsText() {
        send("{'customer': 'zoe@example.com', 'lines': [" + LINE + "]}");
        assertThat(commands)
                .singleElement()
                .satisfies(
                        command -> {
                            assertThat(command.customer())
                                    .contains(new Customer("zoe@example.com"));
                            assertThat(command.toString()).doesNotContain("zoe");
                        });
    }

    @Test
    void decode_withoutChannelAndHold_isOfTheStorefrontAndLeavesTheHoldToTheChannel() {
        send("{'lines': [" + LINE + "]}");
        assertThat(commands)
                .singleElement()
                .satisfies(
                        command -> {
                            assertThat(command.channel()).isEqualTo(new Channel("storefront"));
                            assertThat(command.hold()).isEmpty();
                        });
    }

    @Test
    void decode_ofAChannelWithLongHolds_allowsThem() {
        String body = "{'channel': '%s', 'holdSeconds': %d, 'lines': [" + LINE + "]}";
        assertThat(send(body.formatted("pos", 901)).pointers()).containsExactly("/holdSeconds");
        assertThat(send(body.formatted("bank", 1_209_601)).pointers())
                .containsExactly("/holdSeconds");
        assertThat(commands).isEmpty();
        send(body.formatted("bank", 1_209_600));
        assertThat(commands)
                .singleElement()
                .extracting(ReserveCommand::hold)
                .isEqualTo(Optional.of(Duration.ofDays(14)));
    }

    @Test
    void decode_lineForPickup_isInTheCommand() {
        send("{'lines': [{'sku': 'A', 'quantity': 1, 'location': 'east', 'pickup': true}]}");
        assertThat(commands)
                .singleElement()
                .satisfies(command -> assertThat(command.lines().getFirst().pickup()).isTrue());
    }

    @Test
    void decode_99Lines_isValid() {
        send(lines(99));
        assertThat(commands).singleElement().extracting(c -> c.lines().size()).isEqualTo(99);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'lines': [{'sku': 'A', 'quantity': 0}]} | /lines/0/quantity",
                "{'lines': [{'sku': 'A', 'quantity': 10000}]} | /lines/0/quantity",
                "{'lines': [{'sku': 'A', 'quantity': 1.5}]} | /lines/0/quantity",
                "{'lines': [{'sku': 'A', 'quantity': '1'}]} | /lines/0/quantity",
                "{'lines': [{'sku': 'A', 'quantity': null}]} | /lines/0/quantity",
                "{'lines': [{'sku': 'A'}]} | /lines/0/quantity",
                "{'lines': [{'quantity': 1}]} | /lines/0/sku",
                "{'lines': [{'sku': '', 'quantity': 1}]} | /lines/0/sku",
                "{'lines': [{'sku': 'A B', 'quantity': 1}]} | /lines/0/sku",
                "{'lines': [{'sku': 4901234567894, 'quantity': 1}]} | /lines/0/sku",
                "{'lines': [{'sku': 'A', 'quantity': 1, 'location': 'East'}]} | /lines/0/location",
                "{'lines': [{'sku': 'A', 'quantity': 1, 'location': null}]} | /lines/0/location",
                "{'lines': [{'sku': 'A', 'quantity': 1, 'pickup': true}]} | /lines/0/location",
                "{'lines': [{'sku': 'A', 'quantity': 1, 'pickup': 1}]} | /lines/0/pickup",
                "{'lines': [{'sku': 'A', 'quantity': 1, 'colour': 'red'}]} | /lines/0/colour",
                "{'lines': [{'sku': 'A', 'quantity': 1, 'sku': 'B'}]} | /lines/0/sku",
                "{'lines': [{'sku': 'A', 'quantity': 1}, 7]} | /lines/1",
                "{'lines': []} | /lines",
                "{'lines': {}} | /lines",
                "{'lines': null} | /lines",
                "{} | /lines",
                "{'line': [{'sku': 'A', 'quantity': 1}]} | /lines /line",
                "{'lines': [{'sku': 'A', 'quantity': 1}], 'holdSeconds': 9} | /holdSeconds",
                "{'lines': [{'sku': 'A', 'quantity': 1}], 'holdSeconds': 901} | /holdSeconds",
                "{'lines': [{'sku': 'A', 'quantity': 1}], 'holdSeconds': true} | /holdSeconds",
                "{'lines': [{'sku': 'A', 'quantity': 1}], 'channel': 'Rakuten'} | /channel",
                "{'lines': [{'sku': 'A', 'quantity': 1}], 'channel': 7} | /channel",
                "{'lines': [{'sku': 'A', 'quantity': 1}], 'a/b~c': 7} | /a~1b~0c",
                "{'lines': [{'sku': 'A', 'quantity': 0, 'x': 1}], 'channel': 7, 'holdSeconds': 1} |"
                        + " /channel /holdSeconds /lines/0/quantity /lines/0/x"
            })
    void decode_invalidRequest_pointsAtEachError(String body, String pointers) {
        Reply reply = send(body);
        assertThat(reply.problem()).isEqualTo("invalid-request");
        assertThat(reply.pointers()).containsExactly(pointers.split(" "));
        assertThat(commands).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "'text'", "null", "{'lines': [" + LINE + "]} {}"})
    void decode_bodyThatIsNotAnObject_pointsAtTheWholeBody(String body) {
        Reply reply = send(body);
        assertThat(reply.pointers()).containsExactly("");
        assertThat(commands).isEmpty();
    }

    @Test
    void decode_100Lines_isAnError() {
        assertThat(send(lines(100)).pointers()).containsExactly("/lines");
        assertThat(commands).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "日本", "a/b"})
    void decode_invalidOrderId_pointsAtThePath(String orderId) {
        Reply reply = reply(reserve(orderId, "{'lines': [" + LINE + "]}"));
        assertThat(reply.pointers()).containsExactly("path:/orderId");
    }

    @Test
    void decode_tooLongOrderId_pointsAtThePath() {
        assertThat(reply(reserve("a".repeat(65), "{'lines': [" + LINE + "]}")).pointers())
                .containsExactly("path:/orderId");
        assertThat(reply(reserve("a".repeat(64), "{'lines': [" + LINE + "]}")).pointers())
                .isEmpty();
    }

    @Test
    void decode_unexpectedQuery_pointsAtIt() {
        Reply reply = reply(reserve("o-1", "{'lines': [" + LINE + "]}").query("dryRun=true"));
        assertThat(reply.pointers()).containsExactly("query:/dryRun");
        assertThat(commands).isEmpty();
    }

    /** Compares the handwritten decoder with the published schema. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'lines': [{'sku': 'A', 'quantity': 1}]}",
                "{'lines': [{'sku': 'A', 'quantity': 2.0}]}",
                "{'lines': [{'sku': 'A', 'quantity': 1e1}]}",
                "{'lines': [{'sku': 'A', 'quantity': 1e400}]}",
                "{'lines': [{'sku': 'A', 'quantity': -1}]}",
                "{'lines': [{'sku': 'A', 'quantity': 9999}], 'holdSeconds': 10.0}",
                "{'lines': [{'sku': 'A', 'quantity': 1}], 'holdSeconds': 900}",
                "{'lines': [{'sku': 'A', 'quantity': 1}], 'holdSeconds': 900.5}",
                "{'lines': [{'sku': 'A\\n', 'quantity': 1}]}",
                "{'lines': [{'sku': 'Ａ', 'quantity': 1}]}",
                "{'lines': [{'sku': '._-', 'quantity': 1, 'location': '0-z'}]}",
                "{'lines': [{'sku': 'A', 'quantity': 1, 'location': 'a_b'}]}",
                "{'lines': [{'sku': 'A', 'quantity': 1, 'location': ''}]}",
                "{'lines': [{'sku': 'A', 'quantity': false}]}",
                "{'lines': [[]]}",
                "{'lines': 'A'}",
                "{'lines': [{'sku': 'A', 'quantity': 1}], 'channel': 'pos'}",
                "{'lines': [{'sku': 'A', 'quantity': 1}], 'channel': null}",
                "{'lines': [{'sku': 'A', 'quantity': 1}], 'Channel': 'pos'}",
                "[]",
                "{}"
            })
    void decode_bodyAllowedByTheSchema_isValid(String body) {
        HttpCall call = reserve("o-1", body);
        boolean taken = reply(call).status() != 400;
        assertThat(taken).isEqualTo(API.allowsBody(call.route(), call.body()));
    }

    private Reply send(String body) {
        return reply(reserve("o-1", body));
    }

    private Reply reply(HttpCall call) {
        var endpoint =
                new ReserveEndpoint(
                        Checkout.HOLD_LIMITS,
                        (command, _) -> {
                            commands.add(command);
                            return new ReserveResult.OrderIdReused();
                        },
                        (command, _) -> {
                            throw new AssertionError("The caller has not sent it before");
                        });
        var function =
                new HttpFunction(
                        List.of(new Route(call.route(), "reserve", endpoint)),
                        (_, _) -> {},
                        new Telemetry("checkout", new FailureTally()));
        return Reply.of(function.answer(call.event(), TestContext.create()));
    }

    private static String lines(int count) {
        return "{'lines': [" + String.join(",", Collections.nCopies(count, LINE)) + "]}";
    }
}
