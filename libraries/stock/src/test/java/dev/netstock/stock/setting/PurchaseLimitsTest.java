package dev.netstock.stock.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Purchase limits on real tables. */
class PurchaseLimitsTest {
    private static final Sku TAPE = new Sku("tape");

    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void set_writesTheLimitToEveryLocationAndBeginsAfterTheLeadTime() {
        shop.supply("tape", "east", 5, 1);
        shop.supply("tape", "west", 5, 1);
        Instant now = shop.clock().instant().truncatedTo(ChronoUnit.MILLIS);

        PurchaseLimit limit = shop.limit("tape", new Shop.Limit(Optional.of(1L), Optional.of(2L)));

        assertThat(limit.from()).isEqualTo(now.plus(PurchaseLimit.LEAD_TIME));
        assertThat(limits()).containsExactly(Optional.of(limit), Optional.of(limit));
        assertThat(shop.stock().purchaseLimits().of(TAPE, Shop.call())).contains(limit);
        assertThat(shop.stock().purchaseLimits().isComplete(TAPE, Shop.call())).isTrue();
        Invariants.conservation(shop.items());
    }

    @Test
    void set_ofAnUnknownSku_isEmpty() {
        assertThat(set(new Sku("saw"), "sale", 2, "k1")).isEmpty();
    }

    @Test
    void supply_atANewLocation_beginsWithTheLimitOfTheSku() {
        shop.supply("tape", "east", 5, 1);
        PurchaseLimit limit = shop.limit("tape", 2);

        shop.supply("tape", "west", 5, 1);

        assertThat(limits()).containsExactly(Optional.of(limit), Optional.of(limit));
    }

    @Test
    void set_again_keepsTheBeginningAndTheKeyOfTheSameId() {
        shop.supply("tape", "east", 5, 1);
        PurchaseLimit first = shop.limit("tape", 2);
        shop.clock().advance(Duration.ofMinutes(1));

        PurchaseLimit changed = set(TAPE, "sale", 3, "k2").orElseThrow();
        assertThat(changed.from()).isEqualTo(first.from());
        assertThat(changed.key()).isEqualTo("k1");

        PurchaseLimit next = set(TAPE, "next", 3, "k2").orElseThrow();
        assertThat(next.from()).isAfter(shop.clock().instant());
        assertThat(next.key()).isEqualTo("k2");
    }

    @Test
    void set_whereTheClockIsBehindThatOfTheLimitBefore_winsAsWell() {
        shop.supply("tape", "east", 5, 1);
        PurchaseLimit first = set(TAPE, "sale", 2, "k1").orElseThrow();
        shop.clock().advance(Duration.ofSeconds(-3));

        PurchaseLimit next = set(TAPE, "sale", 3, "k1").orElseThrow();

        assertThat(next.perCustomer()).contains(3L);
        assertThat(next.isNewerThan(first)).isTrue();
        assertThat(limits()).containsExactly(Optional.of(next));
    }

    @Test
    void isNewerThan_ofTwoLimitsOfOneMillisecond_isTrueForOneOfThem() {
        PurchaseLimit one = limit(2);
        PurchaseLimit other = limit(3);

        assertThat(one.isNewerThan(other)).isNotEqualTo(other.isNewerThan(one));
        assertThat(one.isNewerThan(one)).isFalse();
    }

    private static PurchaseLimit limit(long perCustomer) {
        return new PurchaseLimit(
                "sale",
                Optional.empty(),
                Optional.of(perCustomer),
                Instant.EPOCH,
                Optional.empty(),
                "k1",
                Instant.EPOCH);
    }

    @Test
    void limit_staysWhenTheSkuIsSplitSoldAndSupplied() {
        shop.supply("tape", "east", 5, 1);
        PurchaseLimit limit = shop.limit("tape", 2);

        shop.spread("tape", "east", 3);
        shop.reserveFor("ann", "A-1", Shop.line("tape", "east", 1));
        shop.supply("tape", "east", 9, 2);
        shop.setAside("mall", "tape", "east", 1, "aside");

        assertThat(shop.stockOf("tape", "east").layout().limit()).contains(limit);
    }

    @Test
    void isComplete_whereALocationHasAnotherLimit_isFalse() {
        shop.supply("tape", "east", 5, 1);
        shop.limit("tape", 2);
        shop.supply("tape", "west", 5, 1);
        var west = Shop.item("tape", "west");
        shop.tables()
                .client()
                .updateItem(
                        request ->
                                request.tableName(shop.tables().names().netStock())
                                        .key(
                                                Map.of(
                                                        "sku", text("tape"),
                                                        "location", text("west")))
                                        .updateExpression("REMOVE purchaseLimit"));

        assertThat(shop.stockOf("tape", "west").key()).isEqualTo(west);
        assertThat(shop.stock().purchaseLimits().isComplete(TAPE, Shop.call())).isFalse();
        set(TAPE, "sale", 2, "k1");
        assertThat(shop.stock().purchaseLimits().isComplete(TAPE, Shop.call())).isTrue();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private Optional<PurchaseLimit> set(Sku sku, String id, long perCustomer, String key) {
        shop.clock().advance(Duration.ofMillis(1));
        var wanted =
                new PurchaseLimits.Wanted(
                        id,
                        Optional.empty(),
                        Optional.of(perCustomer),
                        Optional.empty(),
                        Optional.empty());
        return shop.stock().purchaseLimits().set(sku, wanted, key, Shop.call());
    }

    private List<Optional<PurchaseLimit>> limits() {
        return shop.items().stream()
                .filter(item -> item.key().shard() == 0)
                .map(StockItem::layout)
                .map(layout -> layout.limit())
                .toList();
    }
}
