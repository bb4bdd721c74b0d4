package dev.netstock.salemode.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.Plan.Requests;
import dev.netstock.salemode.mode.SaleLimit;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits of sales on real tables. */
class StoredSaleLimitsTest {
    private static final Sku TAPE = new Sku("tape");

    private final Shop shop = Shop.open();
    private final StoredSaleLimits limits =
            new StoredSaleLimits(shop.stock().purchaseLimits(), Shop.KEYS::current, shop.clock());

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 5, 1);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void set_limitsTheSkuUnderTheNameOfTheSaleUntilItsEnd() {
        Instant end = shop.clock().instant().plus(Duration.ofHours(2));

        assertThat(limits.set(TAPE, plan("autumn", Optional.of(end)), Shop.call())).isTrue();

        PurchaseLimit limit = current();
        assertThat(limit.id()).isEqualTo("autumn");
        assertThat(limit.perOrder()).contains(1L);
        assertThat(limit.perCustomer()).contains(2L);
        assertThat(limit.until()).contains(end);
    }

    @Test
    void set_ofAnUnknownSku_isFalse() {
        assertThat(limits.set(new Sku("saw"), plan("autumn", Optional.empty()), Shop.call()))
                .isFalse();
    }

    @Test
    void lift_liftsTheLimitOfTheSaleOnly() {
        limits.set(TAPE, plan("autumn", Optional.empty()), Shop.call());
        shop.clock().advance(Duration.ofMinutes(1));

        limits.lift(TAPE, "winter", Shop.call());
        assertThat(current().isLifted()).isFalse();

        limits.lift(TAPE, "autumn", Shop.call());
        assertThat(current().isLifted()).isTrue();
    }

    /** Each location has the limit; the function is killed when one of them lifted it. */
    @Test
    void lift_afterOneThatWasInterrupted_liftsTheLimitEverywhere() {
        shop.supply("tape", "west", 5, 1);
        shop.supply("tape", "north", 5, 1);
        limits.set(TAPE, plan("autumn", Optional.empty()), Shop.call());
        shop.clock().advance(Duration.ofMinutes(1));
        var updates = new AtomicInteger();
        var http =
                new FaultyHttp(
                        LocalTables.http(),
                        (_, operation) ->
                                operation.equals("UpdateItem") && updates.incrementAndGet() > 1
                                        ? Fault.KILLED_BEFORE
                                        : Fault.NONE,
                        () -> {});
        var killed =
                new StoredSaleLimits(
                        Shop.over(shop.tables(), LocalTables.client(http), shop.clock())
                                .stock()
                                .purchaseLimits(),
                        Shop.KEYS::current,
                        shop.clock());
        assertThatThrownBy(() -> killed.lift(TAPE, "autumn", Shop.call(Duration.ofSeconds(1))))
                .isInstanceOf(RuntimeException.class);
        assertThat(current().isLifted()).isTrue();
        assertThat(shop.stock().purchaseLimits().isComplete(TAPE, Shop.call())).isFalse();

        limits.lift(TAPE, "autumn", Shop.call());

        assertThat(shop.stock().purchaseLimits().isComplete(TAPE, Shop.call())).isTrue();
        assertThat(current().isLifted()).isTrue();
    }

    @Test
    void set_again_writesNothing() {
        limits.set(TAPE, plan("autumn", Optional.empty()), Shop.call());
        PurchaseLimit first = current();
        shop.clock().advance(Duration.ofMinutes(1));

        assertThat(limits.set(TAPE, plan("autumn", Optional.empty()), Shop.call())).isTrue();
        assertThat(current()).isEqualTo(first);

        shop.supply("tape", "west", 5, 1);
        assertThat(limits.set(TAPE, plan("autumn", Optional.empty()), Shop.call())).isTrue();
        assertThat(shop.stock().purchaseLimits().isComplete(TAPE, Shop.call())).isTrue();
    }

    private PurchaseLimit current() {
        return shop.stock().purchaseLimits().of(TAPE, Shop.call()).orElseThrow();
    }

    private static Plan plan(String sale, Optional<Instant> endsAt) {
        return new Plan(
                sale,
                Optional.empty(),
                endsAt,
                List.of(TAPE),
                4,
                100,
                SupplyPace.NORMAL,
                MallRule.OPEN,
                Requests.AT_ONCE,
                new SaleLimit(Optional.of(1L), Optional.of(2L)));
    }
}
