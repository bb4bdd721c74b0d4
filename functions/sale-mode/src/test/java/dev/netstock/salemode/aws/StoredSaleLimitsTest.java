package dev.netstock.salemode.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.Plan.Requests;
import dev.netstock.salemode.mode.SaleLimit;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Limits of sales on real tables. */
class StoredSaleLimitsTest {
    private static final Sku TAPE = new Sku("tape");

    private final Shop shop = Shop.open();
    private final StoredSaleLimits limits =
            new StoredSaleLimits(shop.stock().purchaseLimits(), Shop.KEYS::current);

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
