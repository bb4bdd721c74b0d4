package dev.netstock.salemode.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.SalePool;
import dev.netstock.salemode.testing.SaleDay;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoPoolPlans;
import dev.netstock.stock.pool.PoolPlan;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pools of sales on real tables. */
class StoredSalePoolsTest {
    private final Shop shop = Shop.open();
    private final DynamoPoolPlans plans =
            new DynamoPoolPlans(
                    shop.tables().client(),
                    shop.tables().createMore("Places", "kind", "id"),
                    DynamoNetStock.retries((_, _) -> {}));
    private final StoredSalePools pools =
            new StoredSalePools(
                    plans,
                    new DynamoLevels(
                                    shop.tables().client(),
                                    shop.tables().names().netStock(),
                                    (_, _) -> {})
                            .shardTotals(),
                    MessagingClients.sender(
                            LocalQueues.client(), LocalQueues.create(), (_, _) -> {}),
                    Set.of(new Channel("rakuten")),
                    shop.clock());

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 30, 1);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void plan_ofAPool_isThatOfTheSaleUntilItsEnd_andARepetitionChangesNothing() {
        Instant end = shop.clock().instant().plus(Duration.ofHours(2));
        SalePool pool = pool("app", 20);
        Plan sale = sale("autumn", Optional.of(end), pool);

        assertThat(pools.plan(pool, sale, Shop.call())).isTrue();
        PoolPlan planned = planned("app");
        assertThat(planned.units()).isEqualTo(20);
        assertThat(planned.endsAt()).contains(end);
        assertThat(planned.due(shop.clock().instant())).isEqualTo(PoolPlan.Step.OPEN);

        assertThat(pools.plan(pool, sale, Shop.call())).isTrue();
        assertThat(planned("app")).isEqualTo(planned);
    }

    @Test
    void plan_whereTheChannelHasAnotherPool_orTheMallSyncManagesIt_changesNothing() {
        pools.plan(pool("app", 20), sale("spring", Optional.empty()), Shop.call());
        PoolPlan before = planned("app");

        assertThat(pools.plan(pool("app", 5), sale("autumn", Optional.empty()), Shop.call()))
                .isFalse();
        assertThat(planned("app")).isEqualTo(before);
        assertThat(pools.plan(pool("rakuten", 5), sale("autumn", Optional.empty()), Shop.call()))
                .isFalse();
    }

    @Test
    void end_endsThePoolOfTheSaleOnly() {
        pools.plan(pool("app", 20), sale("autumn", Optional.empty()), Shop.call());

        pools.end(pool("app", 20), "winter", Shop.call());
        assertThat(planned("app").isOver(shop.clock().instant())).isFalse();

        pools.end(pool("app", 20), "autumn", Shop.call());
        assertThat(planned("app").isOver(shop.clock().instant())).isTrue();
        pools.end(pool("app", 20), "autumn", Shop.call());
    }

    @Test
    void faults_sayWhatStandsInTheWay() {
        pools.plan(pool("web", 1), sale("spring", Optional.empty()), Shop.call());
        var unknown =
                new SalePool(new Sku("saw"), new Location("east"), new Channel("app"), 1, false);

        assertThat(
                        faults(
                                pool("app", 20),
                                pool("kiosk", 20),
                                pool("rakuten", 1),
                                pool("web", 1),
                                unknown))
                .containsExactly(
                        "tape at east for kiosk: 30 of 40 units available",
                        "tape at east for rakuten: the mall sync manages the pools of this channel",
                        "tape at east for web: the channel has another pool there",
                        "saw at east for app: the location has never had this SKU");
        assertThat(faults(pool("app", 30))).isEmpty();
    }

    @Test
    void faults_ofAnOpenPool_sayHowManyUnitsItGot() {
        pools.plan(pool("app", 20), sale("autumn", Optional.empty()), Shop.call());
        PoolPlan planned = planned("app");
        assertThat(plans.write(planned.next(PoolPlan.State.OPEN, 12), Shop.call())).isTrue();

        assertThat(faults(pool("app", 20)))
                .containsExactly("tape at east for app: 12 of 20 units set aside");
    }

    private List<String> faults(SalePool... wanted) {
        return pools.faults(sale("autumn", Optional.empty(), wanted), Shop.call());
    }

    private PoolPlan planned(String channel) {
        return plans.plan(Shop.item("tape", "east"), new Channel(channel), Shop.call())
                .orElseThrow();
    }

    private static SalePool pool(String channel, long units) {
        return new SalePool(
                new Sku("tape"), new Location("east"), new Channel(channel), units, false);
    }

    private static Plan sale(String name, Optional<Instant> end, SalePool... pools) {
        Plan plan = SaleDay.plan(name);
        return new Plan(
                name,
                Optional.empty(),
                end,
                plan.skus(),
                plan.shards(),
                plan.ordersPerSecond(),
                plan.supply(),
                plan.malls(),
                plan.requests(),
                plan.limit(),
                Arrays.asList(pools));
    }
}
