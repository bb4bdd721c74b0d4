package dev.netstock.checkout;

import static dev.netstock.checkout.Checkout.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.Heat;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.messages.testing.HeatReports;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class ThrottleReportTest {
    private static final String ONE = "{'lines': [{'sku': 'hot', 'quantity': 1}]}";

    private final Shop shop = Shop.open();
    private final String queue = LocalQueues.create();
    private final AtomicInteger throttles = new AtomicInteger();
    private final CheckoutHandler handler = handler(queue);

    @Test
    void reserve_whenItsTakeIsThrottled_reportsHeatAndSells() {
        shop.supply("hot", "east", 9, 1);
        throttles.set(3);
        assertThat(send("o-1").status()).isEqualTo(201);
        assertThat(reported())
                .containsExactly(Heat.ofThrottles("hot", "east", 0, 3, shop.clock().instant()));
    }

    @Test
    void reserve_whenOftenThrottled_reportsOnceASecond() {
        shop.supply("hot", "east", 9, 1);
        for (int order = 0; order < 4; order++) {
            throttles.set(1);
            send("o-" + order);
        }
        assertThat(reported()).extracting(Heat::throttled).containsExactly(1L);
        shop.clock().advance(Duration.ofSeconds(1));
        send("o-5");
        assertThat(reported()).extracting(Heat::throttled).containsExactly(3L);
        shop.clock().advance(Duration.ofSeconds(1));
        send("o-6");
        assertThat(reported()).isEmpty();
    }

    @Test
    void reserve_whenHeatCannotBeReported_sells() {
        shop.supply("hot", "east", 9, 1);
        throttles.set(1);
        Reply reply =
                Reply.of(
                        handler(queue + "-that-is-not-there")
                                .handleRequest(reserve("o-1", ONE).event(), TestContext.create()));
        assertThat(reply.status()).isEqualTo(201);
    }

    private Reply send(String order) {
        return Reply.of(handler.handleRequest(reserve(order, ONE).event(), TestContext.create()));
    }

    private List<Heat> reported() {
        return HeatReports.drain(queue);
    }

    private CheckoutHandler handler(String queueUrl) {
        var failures = new FailureTally();
        var tally = new ThrottleTally();
        var stock =
                new DynamoNetStock(
                        client(),
                        shop.tables().names(),
                        PlaceSource.of(Places.planned(Shop.LOCATIONS)),
                        shop.clock(),
                        failures,
                        tally);
        var notifier =
                new ShardNotifier(
                        MessagingClients.sender(LocalQueues.client(), queueUrl, failures));
        return new CheckoutHandler(
                stock,
                Checkout.HOLD_LIMITS,
                (_, _) -> {},
                new ThrottleReport(tally, notifier, shop.clock()),
                failures);
    }

    /** Throttles as many of the next takes as {@link #throttles} specifies. */
    private DynamoDbClient client() {
        return LocalTables.client(
                new FaultyHttp(
                        LocalTables.http(),
                        (_, operation) ->
                                operation.equals("UpdateItem") && throttles.getAndDecrement() > 0
                                        ? Fault.THROTTLED
                                        : Fault.NONE,
                        () -> {}));
    }
}
