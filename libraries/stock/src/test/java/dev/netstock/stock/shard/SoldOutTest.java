package dev.netstock.stock.shard;

import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.stock.capacity.CapacityMeter;
import dev.netstock.stock.capacity.CapacityMeter.Metered;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A sold-out SKU in one execution environment. The test advances time. */
class SoldOutTest {
    private static final int SHARDS = 8;

    private final CapacityMeter meter = new CapacityMeter();
    private final Shop shop = metered();
    private final AtomicLong nanos = new AtomicLong();

    private Shop metered() {
        LocalTables tables = LocalTables.create();
        var client =
                LocalTables.clientBuilder(LocalTables.http())
                        .overrideConfiguration(
                                DynamoClients.overrides().addExecutionInterceptor(meter).build())
                        .build();
        return Shop.over(tables, client, new SettableClock());
    }

    @Test
    void rush_onASoldOutSplitSku_costsFewWrites() {
        soldOut();
        meter.drain();

        IntStream.range(0, 1_000)
                .forEach(
                        i -> {
                            assertThat(reserve("late-" + i)).isInstanceOf(InsufficientStock.class);
                            pass(Duration.ofMillis(10));
                        });

        var units = CapacityMeter.sum(meter.drain());
        assertThat(units.write()).isLessThanOrEqualTo(0.05 * 1_000);
        assertThat(units.read()).isLessThan(2 * 1_000);
    }

    @Test
    void restock_duringARush_isSoldWithinASecond() {
        soldOut();
        IntStream.range(0, 10).forEach(i -> reserve("late-" + i));
        shop.supply("tape", "east", 20, 2);

        assertThat(reserve("too-early")).isInstanceOf(InsufficientStock.class);
        pass(Duration.ofMillis(500));

        assertThat(reserve("in-time")).isInstanceOf(Reserved.class);
        assertThat(reserve("next")).isInstanceOf(Reserved.class);
    }

    @Test
    void refusal_withoutARush_doesNotRefuseOtherOrders() {
        soldOut();
        assertThat(reserve("late")).isInstanceOf(InsufficientStock.class);
        shop.supply("tape", "east", 20, 2);

        assertThat(reserve("in-time")).isInstanceOf(Reserved.class);
    }

    @Test
    void refusal_inARush_costsOneRead() {
        shop.supply("tape", "east", 0, 1);
        IntStream.range(0, 2).forEach(i -> reserve("late-" + i));
        meter.drain();

        reserve("later");

        assertThat(meter.drain()).extracting(Metered::operation).containsExactly("Query");
    }

    @Test
    void proof_ofFewUnits_refusesOnlyOrdersForMore() {
        shop.supply("tape", "east", 3, 1);
        IntStream.range(0, 5).forEach(i -> reserve("greedy-" + i, line("tape", "east", 4)));

        assertThat(reserve("modest", line("tape", "east", 3))).isInstanceOf(Reserved.class);
    }

    private void soldOut() {
        shop.supply("tape", "east", 16, 1);
        shop.spread("tape", "east", SHARDS);
        IntStream.range(0, 16)
                .forEach(i -> assertThat(reserve("buyer-" + i)).isInstanceOf(Reserved.class));
    }

    private ReserveResult reserve(String orderId) {
        return reserve(orderId, line("tape", "east", 1));
    }

    private ReserveResult reserve(String orderId, RequestedLine line) {
        var call = new Call("test", "trace", Deadline.after(Duration.ofMinutes(1), nanos::get));
        return shop.stock().reserveFlow().reserve(order(orderId, line), call);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
