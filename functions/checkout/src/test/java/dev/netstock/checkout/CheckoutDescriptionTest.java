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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checkout function accepts exactly what the API description allows, at each of its limits. */
class CheckoutDescriptionTest extends RequestsAsDescribed {
    /** The description has the longest holds, which a channel may have. */
    private static final HoldLimits LIMITS = HoldLimits.parse("1209600");

    private static final Checkout CHECKOUT = Checkout.openFor(LIMITS);

    @AfterAll
    static void close() {
        CHECKOUT.shop().close();
    }

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(
                reserve("o", "{}"),
                extend("o", "{}"),
                read("o"),
                release("o"),
                confirm("o"),
                cancel("o", "c", ""),
                transfer("o", "t", "{}"));
    }

    @Override
    protected Reply send(HttpCall call) {
        return CHECKOUT.send(call);
    }

    @Override
    protected Class<?> handler() {
        return CheckoutHandler.class;
    }

    /** The decoded command. */
    @Override
    protected String meaning(HttpCall call) {
        List<String> commands = new ArrayList<>();
        Endpoint endpoint =
                request -> {
                    Decoded<?> command =
                            call.route().startsWith("PATCH")
                                    ? ExtensionRequest.decode(request)
                                    : ReservationRequest.decode(request, LIMITS);
                    commands.add(command.toString());
                    return CheckoutProblem.orderIdReused();
                };
        new HttpFunction(
                        List.of(new Route(call.route(), "decode", endpoint)),
                        (_, _) -> {},
                        new Telemetry("checkout", new FailureTally()))
                .answer(call.event(), TestContext.create());
        return commands.getFirst();
    }

    /** The sweep writes its fence where the claim of a late confirmation would be. */
    @Test
    void read_afterAKilledLateConfirmation_answersAsDescribed() {
        Shop shop = CHECKOUT.shop();
        shop.supply("LATE", "east", 1, 1);
        shop.reserve("late", line("LATE", 1));
        shop.clock().advance(HOLD);
        shop.expire("late");
        var http =
                new FaultyHttp(
                        LocalTables.http(),
                        (_, operation) ->
                                operation.equals("UpdateItem") ? Fault.KILLED_AFTER : Fault.NONE,
                        () -> {});
        Shop dying =
                Shop.over(shop.tables(), LocalTables.client(http), shop.clock())
                        .within(Duration.ofMillis(100));
        assertThatThrownBy(() -> dying.confirm("late")).isInstanceOf(RetryLaterException.class);
        OpenTake take = OpenTake.of(shop.stockOf("LATE", "east")).orElseThrow();
        shop.stock().sweepFlow().sweep(take, Shop.call());

        Reply reply = send(read("late"));

        assertThat(reply.at("/steps/2/type")).isEqualTo("ABANDONED");
        assertThat(API.faults(read("late").route(), reply.answer())).isEmpty();
    }
}
