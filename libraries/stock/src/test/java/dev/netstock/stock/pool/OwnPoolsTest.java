package dev.netstock.stock.pool;

import static dev.netstock.stock.table.PoolRule.OWN_ONLY;
import static dev.netstock.stock.table.PoolRule.SPILLOVER;
import static dev.netstock.stock.testing.Shop.call;
import static dev.netstock.stock.testing.Shop.item;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.LevelScope;
import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

/** Pools that the orders of a channel take from. */
class OwnPoolsTest {
    private final Shop shop = Shop.open();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 10, 1);
    }

    @AfterEach
    void close() {
        Invariants.conservation(shop.items());
        Invariants.moves(shop.items(), shop.deltas());
        Invariants.journal(shop.items(), shop.deltas());
        Invariants.poolsAreKept(shop.items(), shop.deltas());
        shop.close();
    }

    @Test
    void pool_withoutSpillover_servesItsChannelOnly_andItsChannelNothingElse() {
        assertThat(shop.openPool("rakuten", "tape", "east", OWN_ONLY, 4, "p1")).isEqualTo(4);

        assertThat(shop.reserve("A-1", line("tape", "east", 7)))
                .isInstanceOf(InsufficientStock.class);
        assertThat(shop.reserveAs("rakuten", "R-1", line("tape", "east", 5)))
                .isInstanceOf(InsufficientStock.class);
        assertThat(shop.reserveAs("rakuten", "R-2", line("tape", "east", 4)))
                .isInstanceOf(Reserved.class);
        assertThat(shop.reserve("A-2", line("tape", 6))).isInstanceOf(Reserved.class);
        assertThat(pool()).isZero();
    }

    @Test
    void pool_withSpillover_isTakenFirst() {
        shop.openPool("rakuten", "tape", "east", SPILLOVER, 4, "p1");

        shop.reserveAs("rakuten", "R-1", line("tape", "east", 3));
        assertThat(pool()).isEqualTo(1);
        assertThat(shop.available("tape", "east")).isEqualTo(6);
        assertThat(shop.reserveAs("rakuten", "R-2", line("tape", 5))).isInstanceOf(Reserved.class);
        assertThat(pool()).isZero();
        assertThat(shop.available("tape", "east")).isEqualTo(2);
    }

    @Test
    void pool_ofWhichUnitsComeBack_hasThemAgain() {
        shop.openPool("rakuten", "tape", "east", OWN_ONLY, 4, "p1");
        shop.reserveAs("rakuten", "R-1", line("tape", "east", 3));
        shop.release("R-1");
        assertThat(pool()).isEqualTo(4);
    }

    @Test
    void pool_thatEnds_returnsItsUnits_alsoThoseThatComeBackLater() {
        shop.openPool("rakuten", "tape", "east", OWN_ONLY, 4, "p1");
        shop.reserveAs("rakuten", "R-1", line("tape", "east", 3));

        assertThat(shop.endPool("rakuten", "tape", "east", "e1")).isEqualTo(1);
        assertThat(shop.available("tape", "east")).isEqualTo(7);
        assertThat(shop.endPool("rakuten", "tape", "east", "e1")).isZero();
        shop.release("R-1");

        assertThat(pool()).isZero();
        assertThat(shop.available("tape", "east")).isEqualTo(10);
        assertThat(shop.reserveAs("rakuten", "R-2", line("tape", "east", 10)))
                .isInstanceOf(Reserved.class);
    }

    @Test
    void pool_thatOpensAgain_takesUnitsAgain() {
        shop.openPool("rakuten", "tape", "east", OWN_ONLY, 4, "p1");
        shop.endPool("rakuten", "tape", "east", "e1");

        assertThat(shop.openPool("rakuten", "tape", "east", SPILLOVER, 3, "p2")).isEqualTo(3);
        assertThat(shop.openPool("rakuten", "tape", "east", SPILLOVER, 3, "p2")).isEqualTo(3);
        assertThat(pool()).isEqualTo(3);
    }

    /** A mall sync manages the channel from now on. */
    @Test
    void pool_thatHasEnded_isOpenedByUnitsThatAMallSyncSetsAside() {
        shop.openPool("rakuten", "tape", "east", OWN_ONLY, 4, "p1");
        shop.endPool("rakuten", "tape", "east", "e1");

        assertThat(shop.setAside("rakuten", "tape", "east", 3, "s1")).isEqualTo(3);
        assertThat(pool()).isEqualTo(3);
    }

    @Test
    void levels_ofAChannelWithAPool_areWhatItsOrdersMayTake() {
        shop.openPool("rakuten", "tape", "east", OWN_ONLY, 4, "p1");
        shop.openPool("web", "tape", "east", SPILLOVER, 1, "p2");
        shop.buffer("tape", "east", "web", 2);

        assertThat(available("rakuten")).isEqualTo(4);
        assertThat(available("web")).isEqualTo(1 + 3);
        assertThat(available("storefront")).isEqualTo(5);
        shop.endPool("rakuten", "tape", "east", "e1");
        assertThat(available("rakuten")).isEqualTo(9);
    }

    /** A late write of an older opening. The pool could open before an order takes. */
    @Test
    void rule_thatIsLeftOnAnEndedPool_countsUntilThePoolIsEndedAgain() {
        shop.openPool("rakuten", "tape", "east", OWN_ONLY, 4, "p1");
        shop.endPool("rakuten", "tape", "east", "e1");
        shop.tables()
                .client()
                .updateItem(
                        late ->
                                late.tableName(shop.tables().names().netStock())
                                        .key(
                                                Map.of(
                                                        "sku", fromS("tape"),
                                                        "location", fromS("east")))
                                        .updateExpression("SET poolRules.rakuten = :own")
                                        .expressionAttributeValues(Map.of(":own", fromS("own"))));

        assertThat(available("rakuten")).isZero();
        assertThat(shop.reserveAs("rakuten", "R-1", line("tape", 1)))
                .isInstanceOf(InsufficientStock.class);
        assertThat(shop.reserve("A-1", line("tape", 9))).isInstanceOf(Reserved.class);
        shop.endPool("rakuten", "tape", "east", "e2");
        assertThat(shop.reserveAs("rakuten", "R-2", line("tape", 1))).isInstanceOf(Reserved.class);
    }

    private long available(String channel) {
        return shop.stock()
                .levelReader()
                .one(
                        new Sku("tape"),
                        new LevelScope(Optional.of(new Channel(channel)), Optional.empty()),
                        Consistency.STRONG,
                        call())
                .orElseThrow()
                .available();
    }

    private long pool() {
        return shop.items(item("tape", "east").shard(1000)).getFirst().available();
    }
}
