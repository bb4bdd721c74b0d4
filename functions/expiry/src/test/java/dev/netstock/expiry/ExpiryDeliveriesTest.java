package dev.netstock.expiry;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Deliveries;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.Seed;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Reservations whose messages are delivered as unreliably as SQS may, to functions that are killed.
 * {@code -Dtest.seed=SEED -Dtest.length=1} replays a seed.
 */
class ExpiryDeliveriesTest {
    private static final int FIRST = (int) Seed.or(1);
    private static final int SEEDS = Length.of(15, 200);
    private static final int ORDERS = 4;

    private final Expiry expiry = Expiry.open();
    private final Shop shop = expiry.shop();

    @Test
    void holds_withUnreliableDelivery_endOnceAndReturnUnitsOnce() {
        Output.of(
                () -> {
                    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
                        shop.supply("S" + seed, "east", ORDERS, 1);
                        int kept = liveThrough(seed);
                        assertThat(shop.available("S" + seed, "east"))
                                .as("seed %d", seed)
                                .isEqualTo(ORDERS - kept);
                    }
                });
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
        assertThat(endsOfOrders()).hasSize(SEEDS * ORDERS).allMatch(ends -> ends == 1);
    }

    /** The number of confirmed orders; the others were released or left to expire. */
    private int liveThrough(int seed) {
        var random = new SplittableRandom(seed);
        var deliveries = Deliveries.unreliable(seed);
        List<String> orders = new ArrayList<>();
        for (int number = 0; number < ORDERS; number++) {
            orders.add("o-%d-%d".formatted(seed, number));
            assertThat(shop.reserve(orders.getLast(), line("S" + seed, "east", 1)))
                    .isInstanceOf(ReserveResult.Reserved.class);
            deliveries.send(expiry.reserved(orders.getLast()));
        }
        int kept = 0;
        for (String order : orders) {
            switch (random.nextInt(4)) {
                case 0 -> shop.release(order);
                case 1 -> {
                    shop.confirm(order);
                    kept++;
                }
                default -> {}
            }
        }
        shop.clock().advance(Shop.HOLD);
        deliveries.deliverAll(
                (event, context, requestsMax) ->
                        expiry.over(client(requestsMax)).handler().handleRequest(event, context));
        return kept;
    }

    private DynamoDbClient client(int requestsMax) {
        return requestsMax == Deliveries.FOR_EVER
                ? shop.tables().client()
                : LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), requestsMax));
    }

    /** The number of steps that ended each reservation. */
    private List<Long> endsOfOrders() {
        Map<Cause, Long> ends =
                shop.deltas().stream()
                        .filter(delta -> delta.cause().kind() == Cause.Kind.ORDER)
                        .filter(delta -> !delta.change().type().equals("RESERVED"))
                        .collect(Collectors.groupingBy(Delta::cause, Collectors.counting()));
        return List.copyOf(ends.values());
    }
}
