package dev.netstock.malls.stock;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.sync.PoolMove;
import dev.netstock.malls.sync.SkuLevel;
import dev.netstock.malls.sync.StockInDoubt;
import dev.netstock.malls.sync.StockSide;
import dev.netstock.malls.sync.StockSide.Reservation;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class NetStockSideTest {
    private static final Shop SHOP = Shop.open();
    private static final Channel YAHOO = new Channel("yahoo");

    private final StockSide stock = side(SHOP);

    private static StockSide side(Shop shop) {
        return new NetStockSide(
                shop.stock(),
                totals(),
                PlaceSource.of(Places.planned(Shop.LOCATIONS)),
                () -> Shop.call(shop.budget()));
    }

    private static ShardTotals totals() {
        LocalTables tables = SHOP.tables();
        return new DynamoLevels(tables.client(), tables.names().netStock(), (_, _) -> {})
                .shardTotals();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.conservation(SHOP.items());
        Invariants.journal(SHOP.items(), SHOP.deltas());
        Invariants.poolsAreKept(SHOP.items(), SHOP.deltas());
    }

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void levels_addUpLocationsAndGrowWithEachChange() {
        Sku sku = stocked("level", 5, 3);
        SkuLevel before = level(sku);
        assertThat(before.general()).isEqualTo(8);

        stock.move(List.of(new PoolMove("level-1", YAHOO, sku, 6)));

        SkuLevel after = level(sku);
        assertThat(after.general()).isEqualTo(2);
        assertThat(after.pooled()).isEqualTo(6);
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(stock.levels(List.of(new Sku("nothing")))).isEmpty();
    }

    @Test
    void move_repeated_answersTheSameAndMovesOnce() {
        Sku sku = stocked("move", 5, 3);
        List<PoolMove> moves =
                List.of(
                        new PoolMove("move-1", YAHOO, sku, 99),
                        new PoolMove("move-2", YAHOO, sku, -3));

        assertThat(stock.move(moves)).containsExactly(8L, -3L);
        assertThat(stock.move(moves)).containsExactly(8L, -3L);
        assertThat(level(sku).pooled()).isEqualTo(5);
    }

    @Test
    void reserve_saysWhatCameFromThePoolAndWhatDidNotExist() {
        Sku sku = stocked("reserve", 5, 0);
        stock.move(List.of(new PoolMove("reserve-1", YAHOO, sku, 2)));

        assertThat(reserve("yahoo-1", sku, 4, true))
                .isEqualTo(new Reservation.Reserved(Map.of(sku, 2L), Map.of()));
        assertThat(reserve("yahoo-1", sku, 4, true))
                .isEqualTo(new Reservation.Reserved(Map.of(sku, 2L), Map.of()));
        assertThat(reserve("yahoo-2", sku, 3, false)).isEqualTo(new Reservation.NotEnough());
        assertThat(reserve("yahoo-2", sku, 3, true))
                .isEqualTo(new Reservation.Reserved(Map.of(sku, 2L), Map.of(sku, 2L)));
        assertThat(level(sku).total()).isEqualTo(-2);
    }

    @Test
    void reserve_ofASkuThatNetStockDoesNotHave_waits() {
        assertThat(reserve("yahoo-3", new Sku("later"), 1, true))
                .isEqualTo(new Reservation.NotEnough());
    }

    @Test
    void cancel_saysWhatWentBackToThePool() {
        Sku sku = stocked("cancel", 5, 0);
        stock.move(List.of(new PoolMove("cancel-1", YAHOO, sku, 2)));
        reserve("yahoo-4", sku, 3, true);
        var all = new CancellationId("mall-1");

        Map<Sku, Long> back = stock.cancel(new OrderId("yahoo-4"), all, Map.of(sku, 3L));

        assertThat(back).isEqualTo(Map.of(sku, 2L));
        assertThat(stock.cancel(new OrderId("yahoo-4"), all, Map.of(sku, 3L))).isEqualTo(back);
        assertThat(level(sku).general()).isEqualTo(3);
        assertThat(level(sku).pooled()).isEqualTo(2);
    }

    @Test
    void command_withoutAnswer_isInDoubtAndSafeToRepeat() {
        Sku sku = stocked("doubt", 5, 0);
        var http =
                new FaultyHttp(LocalTables.http(), (_, _) -> Fault.TIMEOUT_AFTER_COMMIT, () -> {});
        StockSide faulty =
                side(
                        Shop.over(SHOP.tables(), LocalTables.client(http), SHOP.clock())
                                .within(Duration.ofMillis(300)));
        var moves = List.of(new PoolMove("doubt-1", YAHOO, sku, 2));

        assertThatThrownBy(() -> faulty.move(moves)).isInstanceOf(StockInDoubt.class);

        assertThat(stock.move(moves)).containsExactly(2L);
        assertThat(level(sku).pooled()).isEqualTo(2);
    }

    @Test
    void setAside_isOutOfReachOfTheStorefront() {
        Sku sku = stocked("shelf", 2, 0);
        stock.move(List.of(new PoolMove("shelf-1", YAHOO, sku, 2)));

        SHOP.reserve("A", line("shelf", 1));

        assertThat(level(sku).total()).isEqualTo(2);
    }

    private static Sku stocked(String sku, long east, long west) {
        SHOP.supply(sku, "east", east, 1);
        SHOP.supply(sku, "west", west, 1);
        return new Sku(sku);
    }

    private SkuLevel level(Sku sku) {
        return stock.levels(List.of(sku)).getFirst();
    }

    private Reservation reserve(String order, Sku sku, long units, boolean forced) {
        return stock.reserve(new OrderId(order), YAHOO, Map.of(sku, units), forced);
    }
}
