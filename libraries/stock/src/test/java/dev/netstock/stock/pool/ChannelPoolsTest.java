package dev.netstock.stock.pool;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.event.ItemChange;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.reservation.PromisedOrders;
import dev.netstock.stock.reservation.ReservationState;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.reservation.Shortage;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class ChannelPoolsTest {
    private static final int POOL = 1000;
    private static final Channel RAKUTEN = new Channel("rakuten");

    private final ModelShop shop = new ModelShop();

    @BeforeEach
    void stockUp() {
        shop.supply("tape", "east", 10, 1);
        shop.drainRequests();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.conservation(shop.items());
        Invariants.moves(shop.items(), shop.deltas());
        Invariants.journal(shop.items(), shop.deltas());
        Invariants.once(shop.deltas());
        Invariants.poolsAreKept(shop.items(), shop.deltas());
    }

    @Test
    void setAside_movesUnitsThatOnlyTheMallCanSell() {
        assertThat(shop.setAside("rakuten", "tape", "east", 4, "m1")).isEqualTo(4);

        assertThat(shop.available("tape", "east")).containsExactly(6L, 4L);
        assertThat(shop.reserve("A", line("tape", "east", 7)))
                .isInstanceOf(ReserveResult.InsufficientStock.class);
        assertThat(shop.reserve("B", line("tape", "east", 6)))
                .isInstanceOf(ReserveResult.Reserved.class);
        assertThat(shop.accept("rakuten", "rakuten-1", line("tape", 4)))
                .isInstanceOf(ReserveResult.Reserved.class);
        assertThat(shop.available("tape", "east")).containsExactly(0L, 0L);
    }

    @Test
    void setAside_underTheSameId_movesNothingAgain() {
        shop.setAside("rakuten", "tape", "east", 4, "m1");
        shop.reserve("A", line("tape", "east", 6));

        assertThat(shop.setAside("rakuten", "tape", "east", 4, "m1")).isEqualTo(4);
        assertThat(shop.available("tape", "east")).containsExactly(0L, 4L);
    }

    @Test
    void setAside_ofMoreThanThereIs_movesWhatThereIs() {
        assertThat(shop.setAside("rakuten", "tape", "east", 99, "m1")).isEqualTo(10);
        assertThat(shop.setAside("yahoo", "tape", "east", 1, "m2")).isZero();
        assertThat(shop.setAside("yahoo", "glue", "east", 1, "m3")).isEqualTo(-1);
    }

    @Test
    void setAside_ofASplitSku_takesFromItsShards() {
        shop.spread("tape", "east", 5);

        assertThat(shop.setAside("rakuten", "tape", "east", 7, "m1")).isEqualTo(7);
        shop.spread("tape", "east", 1);

        assertThat(shop.item(Shop.item("tape", "east")).available()).isEqualTo(3);
        assertThat(shop.item(Shop.item("tape", "east").shard(POOL)).available()).isEqualTo(7);
    }

    @Test
    void setAside_ofSeveralLocations_isOneMove() {
        shop.supply("tape", "west", 3, 1);
        List<ItemKey> places = List.of(Shop.item("tape", "west"), Shop.item("tape", "east"));
        var pools = new ChannelPools(shop.shards());

        assertThat(pools.setAside(places, RAKUTEN, 5, "m1", shop.call()))
                .isEqualTo(new ChannelPools.Result.Moved(5));
        shop.reserve("A", line("tape", "east", 8));
        assertThat(pools.setAside(places, RAKUTEN, 5, "m1", shop.call()))
                .isEqualTo(new ChannelPools.Result.Moved(5));

        assertThat(shop.available("tape", "west")).containsExactly(0L, 3L);
        assertThat(shop.available("tape", "east")).containsExactly(0L, 2L);
        assertThat(pools.giveBack(places, RAKUTEN, 4, "m2", shop.call()))
                .isEqualTo(new ChannelPools.Result.Moved(4));
        assertThat(shop.available("tape", "west")).containsExactly(3L, 0L);
        assertThat(shop.available("tape", "east")).containsExactly(1L, 1L);
    }

    @Test
    void acceptedOrder_thatIsNotForced_takesFromThePoolAlone() {
        shop.setAside("rakuten", "tape", "east", 4, "m1");
        shop.reserve("A", line("tape", "east", 6));
        var order =
                new ReserveCommand(
                        new OrderId("rakuten-1"), RAKUTEN, Shop.HOLD, List.of(line("tape", 5)));
        PromisedOrders unforced = shop.reservations().promisedOrders(RAKUTEN, false);

        assertThat(unforced.accept(order, shop.call()))
                .isEqualTo(
                        new ReserveResult.InsufficientStock(
                                List.of(new Shortage(new Sku("tape"), Optional.empty(), 5, 4))));
        assertThat(shop.available("tape", "east")).containsExactly(0L, 4L);
        shop.release("A");
        assertThat(unforced.accept(order, shop.call()))
                .isInstanceOf(ReserveResult.InsufficientStock.class);
        shop.setAside("rakuten", "tape", "east", 1, "m2");
        assertThat(unforced.accept(order, shop.call())).isInstanceOf(ReserveResult.Reserved.class);
    }

    @Test
    void giveBack_returnsUnitsOnce() {
        shop.setAside("rakuten", "tape", "east", 4, "m1");

        assertThat(shop.giveBack("rakuten", "tape", "east", 3, "m2")).isEqualTo(3);
        assertThat(shop.giveBack("rakuten", "tape", "east", 3, "m2")).isEqualTo(3);
        assertThat(shop.available("tape", "east")).containsExactly(9L, 1L);
        assertThat(shop.giveBack("rakuten", "tape", "east", 3, "m3")).isEqualTo(1);
        assertThat(shop.giveBack("yahoo", "tape", "east", 3, "m4")).isZero();
    }

    @Test
    void eachMall_hasItsOwnPool() {
        shop.setAside("rakuten", "tape", "east", 2, "m1");
        shop.setAside("yahoo", "tape", "east", 3, "m2");

        shop.accept("yahoo", "yahoo-1", line("tape", "east", 3));

        assertThat(shop.available("tape", "east")).containsExactly(5L, 2L, 0L);
    }

    @Test
    void acceptedOrder_takesFromItsPoolFirstThenFromGeneralStock() {
        shop.setAside("rakuten", "tape", "east", 2, "m1");

        shop.accept("rakuten", "rakuten-1", line("tape", "east", 5));

        assertThat(shop.available("tape", "east")).containsExactly(5L, 0L);
    }

    @Test
    void acceptedOrder_thatNothingIsLeftFor_isOversoldInItsPoolAlone() {
        shop.reserve("A", line("tape", "east", 9));

        var result = (ReserveResult.Reserved) shop.accept("yahoo", "yahoo-1", line("tape", 3));

        assertThat(result.reservation().state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(shop.available("tape", "east")).containsExactly(0L, -2L);
        StockItem pool = shop.item(Shop.item("tape", "east").shard(POOL));
        var change = new ItemChange(Optional.empty(), pool, Instant.EPOCH);
        assertThat(StockEvents.oversold(change)).isPresent();
    }

    @Test
    void oversoldPool_isPaidByTheNextUnitsSetAside() {
        shop.accept("yahoo", "yahoo-1", line("tape", 12));
        shop.supply("tape", "east", 15, 2);

        assertThat(shop.setAside("yahoo", "tape", "east", 3, "m1")).isEqualTo(3);

        assertThat(shop.available("tape", "east")).containsExactly(2L, 1L);
    }

    @Test
    void acceptedOrder_repeated_isTheSameOrder() {
        shop.setAside("rakuten", "tape", "east", 2, "m1");

        shop.accept("rakuten", "rakuten-1", line("tape", "east", 2));
        shop.accept("rakuten", "rakuten-1", line("tape", "east", 2));

        assertThat(shop.available("tape", "east")).containsExactly(8L, 0L);
        assertThat(shop.accept("rakuten", "rakuten-1", line("tape", "east", 1)))
                .isInstanceOf(ReserveResult.OrderIdReused.class);
    }

    @Test
    void acceptedOrder_sentTwiceAtOnce_forcesNoUnitTwice() {
        shop.reserve("A", line("tape", "east", 10));
        shop.before("append", this::acceptsNothing);

        shop.accept("yahoo", "yahoo-1", line("tape", "east", 1));

        assertThat(shop.available("tape", "east")).containsExactly(0L, -1L);
    }

    /** While another attempt of the order may hold the units, an order is not oversold. */
    private void acceptsNothing() {
        assertThatThrownBy(() -> shop.accept("yahoo", "yahoo-1", line("tape", "east", 1)))
                .isInstanceOf(RetryLaterException.class);
    }

    @Test
    void acceptedOrder_whoseHoldEndedBeforeItWasConfirmed_takesItsUnitsAgain() {
        shop.setAside("rakuten", "tape", "east", 2, "m1");
        // The claim is written, the confirmation is not.
        shop.before("append", ModelShop.NOTHING, ModelShop.failing(CallFailure.Kind.THROTTLED));
        shop.within(Duration.ZERO);
        assertThatThrownBy(() -> shop.accept("rakuten", "rakuten-1", line("tape", "east", 2)))
                .isInstanceOf(RetryLaterException.class);
        shop.within(Duration.ofSeconds(30));
        shop.recover();
        shop.pass(Shop.HOLD);
        shop.expire("rakuten-1");
        assertThat(shop.available("tape", "east")).containsExactly(8L, 2L);

        var result =
                (ReserveResult.Reserved)
                        shop.accept("rakuten", "rakuten-1", line("tape", "east", 2));

        assertThat(result.reservation().state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(shop.available("tape", "east")).containsExactly(8L, 0L);
    }

    @Test
    void cancelledUnits_goBackToThePool() {
        shop.setAside("rakuten", "tape", "east", 3, "m1");
        shop.accept("rakuten", "rakuten-1", line("tape", "east", 4));

        shop.cancel("rakuten-1", "c1");

        assertThat(shop.available("tape", "east")).containsExactly(7L, 3L);
    }

    @Test
    void acceptedOrder_ofAnUnknownSku_takesNothing() {
        assertThat(shop.accept("rakuten", "rakuten-1", line("tape", 1), line("gold", 1)))
                .isInstanceOf(ReserveResult.UnknownSkus.class);
        assertThat(shop.available("tape", "east")).containsExactly(10L);
    }

    @Test
    void supplyBelowWhatIsSold_leavesThePoolToItsMall() {
        shop.setAside("rakuten", "tape", "east", 4, "m1");
        shop.reserve("A", line("tape", "east", 6));

        shop.supply("tape", "east", 8, 2);

        assertThat(shop.available("tape", "east")).containsExactly(-2L, 4L);
        shop.giveBack("rakuten", "tape", "east", 2, "m2");
        assertThat(shop.available("tape", "east")).containsExactly(0L, 2L);
    }

    @Test
    void setAside_withALostResponse_movesOnce() {
        shop.after("move", ModelShop.LOST);

        assertThat(shop.setAside("rakuten", "tape", "east", 4, "m1")).isEqualTo(4);
        assertThat(shop.available("tape", "east")).containsExactly(6L, 4L);
    }

    @Test
    void setAside_killedAfterThePoolIsNamed_isCompletedByTheNext() {
        shop.before("move", ModelShop.LOST);
        shop.within(Duration.ZERO);
        assertThatThrownBy(() -> shop.setAside("rakuten", "tape", "east", 4, "m1"))
                .isInstanceOf(RetryLaterException.class);
        shop.within(Duration.ofSeconds(30));
        shop.recover();

        shop.accept("rakuten", "rakuten-1", line("tape", "east", 12));
        shop.supply("tape", "east", 12, 2);

        assertThat(shop.setAside("rakuten", "tape", "east", 4, "m1")).isEqualTo(2);
    }

    @Test
    void orderOfOtherChannels_costsNoMoreWhereAPoolExists() {
        shop.setAside("rakuten", "tape", "east", 4, "m1");
        shop.drainRequests();

        shop.reserve("A", line("tape", "east", 2));

        assertThat(shop.drainRequests()).containsExactly("take", "append");
    }
}
