package dev.netstock.stock.reservation;

import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.setting.PurchaseLimits;
import dev.netstock.stock.shard.ShardCache;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Purchase limits of orders, on tables in memory. */
class OrderLimitsTest {
    private static final Sku TAPE = new Sku("tape");

    private final ModelShop shop = new ModelShop();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 50, 1);
        shop.supply("glue", "east", 50, 1);
    }

    @AfterEach
    void allowancesAreWhatOrdersHold() {
        Invariants.allowances(shop.allowances(), shop.deltas());
        Invariants.conservation(shop.items());
    }

    @Test
    void reserve_upToTheLimit_isReservedAndMoreIsRefusedWithWhatIsHeld() {
        shop.limit("tape", 2);

        assertThat(shop.reserveFor("ann", "A-1", line("tape", "east", 1)))
                .isInstanceOf(ReserveResult.Reserved.class);
        assertThat(shop.reserveFor("ann", "A-2", line("tape", "east", 2)))
                .isEqualTo(exceeded(LimitExcess.Scope.CUSTOMER, 2, 1, 2, "A-1"));
        assertThat(shop.reserveFor("ann", "A-3", line("tape", "east", 1)))
                .isInstanceOf(ReserveResult.Reserved.class);
        assertThat(shop.reserveFor("bob", "B-1", line("tape", "east", 2)))
                .isInstanceOf(ReserveResult.Reserved.class);
        assertThat(shop.available("tape", "east")).containsExactly(46L);
        assertThat(shop.allowances())
                .extracting(Allowance::orders)
                .anySatisfy(
                        orders ->
                                assertThat(orders)
                                        .containsExactlyInAnyOrder(
                                                new OrderId("A-1"), new OrderId("A-3")));
    }

    @Test
    void reserve_whoseEnvironmentDoesNotKnowTheLimit_isRefusedByItsClaimAndTakesNothing() {
        shop.limit("tape", 2);
        shop.reserveFor("ann", "A-1", line("tape", "east", 2));

        assertThat(shop.reserveFor(shop.environment(), "ann", "A-2", line("tape", "east", 1)))
                .isEqualTo(exceeded(LimitExcess.Scope.CUSTOMER, 2, 2, 1, "A-1"));
        assertThat(shop.available("tape", "east")).containsExactly(48L);
    }

    @Test
    void reserve_whereTheLimitIsKnown_isRefusedWithoutATake() {
        shop.limit("tape", 2);
        shop.reserveFor("ann", "A-1", line("tape", "east", 2));
        shop.drainRequests();

        shop.reserveFor("ann", "A-2", line("tape", "east", 1));

        assertThat(shop.drainRequests()).containsExactly("allowances", "deltas");
    }

    @Test
    void reserve_repeatedByAnyEnvironment_returnsTheReservationAndCountsOnce() {
        shop.limit("tape", 2);
        shop.reserveFor("ann", "A-1", line("tape", "east", 2));

        for (Reservations environment : List.of(shop.reservations(), shop.environment())) {
            assertThat(shop.reserveFor(environment, "ann", "A-1", line("tape", "east", 2)))
                    .isInstanceOf(ReserveResult.AlreadyReserved.class);
        }
        assertThat(shop.allowance()).isEqualTo(2);
    }

    @Test
    void reserve_withoutACustomer_isRefusedOnlyWhereALimitPerCustomerApplies() {
        shop.limit("tape", 2);

        assertThat(shop.reserve("A-1", line("tape", "east", 1)))
                .isEqualTo(new ReserveResult.CustomerRequired(List.of(TAPE)));
        assertThat(shop.reserve("A-2", line("glue", "east", 1)))
                .isInstanceOf(ReserveResult.Reserved.class);
        assertThat(shop.available("tape", "east")).containsExactly(50L);
    }

    @Test
    void reserve_ofMoreThanALimitPerOrder_isRefusedAlsoInSeveralLines() {
        shop.supply("tape", "west", 5, 1);
        shop.limit("tape", "sale", Optional.of(3L), Optional.empty());

        assertThat(shop.reserve("A-1", line("tape", "east", 2), line("tape", 2)))
                .isEqualTo(exceeded(LimitExcess.Scope.ORDER, 3, 0, 4));
        assertThat(shop.reserve("A-2", line("tape", "east", 2), line("tape", 1)))
                .isInstanceOf(ReserveResult.Reserved.class);
    }

    @Test
    void reserve_ofManyLines_isRefusedSinceATransactionMustGiveAllBack() {
        shop.limit("tape", 2);
        var lines =
                IntStream.rangeClosed(1, 50)
                        .mapToObj(
                                i -> {
                                    shop.supply("sku-" + i, "east", 1, 1);
                                    return line(i == 50 ? "tape" : "sku-" + i, "east", 1);
                                })
                        .toArray(RequestedLine[]::new);

        assertThat(shop.reserveFor("ann", "A-1", lines))
                .isEqualTo(exceeded(LimitExcess.Scope.LINES, 49, 0, 50));
    }

    @Test
    void limit_appliesFromItsBeginningToItsEnd() {
        shop.purchaseLimits()
                .set(
                        TAPE,
                        new PurchaseLimits.Wanted(
                                "sale",
                                Optional.of(1L),
                                Optional.empty(),
                                Optional.of(Instant.EPOCH.plus(Duration.ofDays(36_500))),
                                Optional.empty()),
                        "k1",
                        shop.call());

        assertThat(shop.reserve("A-1", line("tape", "east", 2)))
                .isInstanceOf(ReserveResult.Reserved.class);
    }

    @Test
    void release_givesTheAllowanceBackWithTheUnits() {
        shop.limit("tape", 2);
        shop.reserveFor("ann", "A-1", line("tape", "east", 2));

        shop.release("A-1");
        shop.release("A-1");

        assertThat(shop.allowance()).isZero();
        assertThat(shop.reserveFor("ann", "A-2", line("tape", "east", 2)))
                .isInstanceOf(ReserveResult.Reserved.class);
    }

    @Test
    void cancel_ofAPart_givesBackThatPart() {
        shop.limit("tape", 3);
        shop.reserveFor("ann", "A-1", line("tape", "east", 3), line("glue", "east", 1));
        shop.confirm("A-1");

        shop.cancel("A-1", "c1", line("tape", 1), line("glue", 1));
        assertThat(shop.allowance()).isEqualTo(2);

        shop.cancel("A-1", "c2");
        assertThat(shop.allowance()).isZero();
    }

    @Test
    void expire_ofAShippedUnit_keepsItsAllowance() {
        shop.limit("tape", 2);
        shop.reserveFor("ann", "A-1", line("tape", "east", 2));
        shop.reservations()
                .shipFlow()
                .ship(new OrderId("A-1"), List.of(shipped("tape", "east", 1)), shop.call());
        shop.pass(Shop.HOLD);

        shop.expire("A-1");

        assertThat(shop.allowance()).isEqualTo(1);
    }

    /** One transaction changes an allowance only once. */
    @Test
    void expireTogether_ofOrdersOfSeveralCustomers_givesTheirAllowancesBack() {
        shop.limit("tape", 5);
        shop.reserveFor("ann", "A-1", line("tape", "east", 2));
        shop.reserveFor("ann", "A-2", line("tape", "east", 1));
        shop.reserveFor("bob", "B-1", line("tape", "east", 1));
        shop.reserveFor("bob", "B-2", line("tape", "east", 1), line("glue", "east", 1));
        shop.pass(Shop.HOLD);
        shop.drainRequests();

        assertThat(expireTogether("A-1", "A-2", "B-1", "B-2"))
                .containsExactlyInAnyOrder("A-1", "B-1");
        assertThat(shop.drainRequests())
                .containsExactly("deltas", "deltas", "deltas", "deltas", "giveBackTogether");
        assertThat(shop.allowance()).isEqualTo(2);
        assertThat(expireTogether("A-1", "A-2", "B-1", "B-2")).isEmpty();
        shop.expire("A-2");
        shop.expire("B-2");
        assertThat(shop.allowance()).isZero();
        assertThat(shop.available("tape", "east")).containsExactly(50L);
    }

    @Test
    void expireTogether_whereOneOfThemIsConfirmedMeanwhile_expiresNone() {
        shop.reserve("A-1", line("tape", "east", 1));
        shop.reserve("A-2", line("tape", "east", 1));
        shop.pass(Shop.HOLD);
        shop.before("giveBackTogether", () -> shop.confirm("A-2"));

        assertThat(expireTogether("A-1", "A-2")).isEmpty();

        assertThat(shop.expire("A-1")).isInstanceOf(ExpireResult.Expired.class);
        assertThat(shop.expire("A-2")).isInstanceOf(ExpireResult.AlreadyEnded.class);
        assertThat(shop.available("tape", "east")).containsExactly(49L);
    }

    @Test
    void expireTogether_whoseResponseIsLost_givesBackOnce() {
        shop.reserve("A-1", line("tape", "east", 1));
        shop.reserve("A-2", line("tape", "east", 1));
        shop.pass(Shop.HOLD);
        shop.after("giveBackTogether", ModelShop.LOST);

        assertThat(expireTogether("A-1", "A-2")).isEmpty();

        assertThat(shop.expire("A-1")).isInstanceOf(ExpireResult.AlreadyEnded.class);
        assertThat(shop.available("tape", "east")).containsExactly(50L);
    }

    private List<String> expireTogether(String... orders) {
        return shop
                .reservations()
                .expireFlow()
                .expireTogether(Stream.of(orders).map(OrderId::new).toList(), shop.call())
                .keySet()
                .stream()
                .map(OrderId::value)
                .toList();
    }

    @Test
    void confirm_afterTheExpiry_countsAgainOrIsRefused() {
        shop.limit("tape", 2);
        shop.reserveFor("ann", "A-1", line("tape", "east", 2));
        shop.reserveFor("bob", "B-1", line("tape", "east", 2));
        shop.pass(Shop.HOLD);
        shop.expire("A-1");
        shop.expire("B-1");
        shop.reserveFor("bob", "B-2", line("tape", "east", 1));

        assertThat(shop.confirm("A-1")).isInstanceOf(ConfirmResult.Confirmed.class);
        assertThat(shop.confirm("B-1"))
                .isEqualTo(
                        new ConfirmResult.LimitExceeded(
                                List.of(
                                        new LimitExcess(
                                                TAPE,
                                                "sale",
                                                LimitExcess.Scope.CUSTOMER,
                                                2,
                                                1,
                                                2,
                                                List.of(new OrderId("B-2"))))));
        assertThat(shop.allowance()).isEqualTo(3);
        assertThat(shop.available("tape", "east")).containsExactly(47L);
    }

    @Test
    void accept_ofAPromisedOrder_isNotLimited() {
        shop.limit("tape", "sale", Optional.of(1L), Optional.of(1L));

        assertThat(shop.accept("mall", "M-1", line("tape", "east", 5)))
                .isInstanceOf(ReserveResult.Reserved.class);
        assertThat(shop.allowance()).isZero();
    }

    @Test
    void raise_changesNothingThatIsReservedAndLetsTheCustomerBuyMore() {
        shop.limit("tape", 1);
        shop.reserveFor("ann", "A-1", line("tape", "east", 1));

        shop.limit("tape", 3);

        assertThat(shop.allowance()).isEqualTo(1);
        assertThat(shop.reserveFor(shop.environment(), "ann", "A-2", line("tape", "east", 2)))
                .isInstanceOf(ReserveResult.Reserved.class);
        shop.limit("tape", 2);
        assertThat(shop.allowance()).isEqualTo(3);
        assertThat(shop.reserveFor(shop.environment(), "ann", "A-3", line("tape", "east", 1)))
                .isEqualTo(exceeded(LimitExcess.Scope.CUSTOMER, 2, 3, 1, "A-1", "A-2"));
    }

    @Test
    void reserve_killedBeforeItsClaim_holdsNoAllowance() {
        shop.limit("tape", 2);
        shop.before(
                "claim",
                () -> {
                    throw new IllegalStateException("killed");
                });

        assertThatThrownBy(() -> shop.reserveFor("ann", "A-1", line("tape", "east", 2)))
                .hasMessage("killed");

        assertThat(shop.allowance()).isZero();
        for (OpenTake take : shop.takes()) {
            shop.sweepFlow().sweep(take, shop.call());
        }
        assertThat(shop.available("tape", "east")).containsExactly(50L);
    }

    @Test
    void reserve_whoseClaimIsLostAndThenRefused_cannotLandLater() {
        shop.limit("tape", 2);
        shop.before(
                "claim",
                ModelShop.LOST,
                () -> shop.reserveFor("ann", "A-2", line("tape", "east", 2)));

        assertThat(shop.reserveFor("ann", "A-1", line("tape", "east", 1)))
                .isInstanceOf(ReserveResult.LimitExceeded.class);
        shop.release("A-2");
        shop.deliverLate();

        assertThat(shop.allowance()).isZero();
        assertThat(shop.available("tape", "east")).containsExactly(50L);
        assertThat(shop.reserveFor("ann", "A-1", line("tape", "east", 1)))
                .isInstanceOf(ReserveResult.Reserved.class);
    }

    @Test
    void reserve_whoseResponseOfTheTakeIsLost_learnsTheLimitFromTheItem() {
        shop.limit("tape", 1);
        shop.reserveFor("ann", "A-1", line("tape", "east", 1));
        shop.after("take", ModelShop.LOST);

        assertThat(shop.reserveFor(shop.environment(), "ann", "A-2", line("tape", "east", 1)))
                .isEqualTo(exceeded(LimitExcess.Scope.CUSTOMER, 1, 1, 1, "A-1"));
    }

    @Test
    void reserve_ofASplitSku_isLimitedOverAllItsItems() {
        shop.spread("tape", "east", 4);
        PurchaseLimit limit = shop.limit("tape", 2);
        assertThat(limit.perCustomer()).contains(2L);
        Reservations environment = shop.environment();
        shop.reserveFor(environment, "bob", "B-1", line("tape", "east", 1));

        long reserved =
                IntStream.range(0, 12)
                        .mapToObj(i -> reserved(environment, "A-" + i))
                        .filter(ReserveResult.Reserved.class::isInstance)
                        .count();

        assertThat(reserved).isEqualTo(2);
        assertThat(shop.allowance()).isEqualTo(3);
    }

    @Test
    void supply_ofANewLocation_getsALimitThatIsSetBeforeTheItemExists() {
        shop.before("setSupply", () -> shop.limit("tape", 2));

        shop.supply("tape", "west", 5, 1);

        assertThat(limitOf("west")).isPresent().isEqualTo(limitOf("east"));
    }

    @Test
    void supply_ofANewLocation_whoseFunctionIsKilledBeforeTheLimit_getsItWithTheNextMessage() {
        shop.before("setSupply", () -> shop.limit("tape", 2));
        shop.before(
                "itemsOf",
                ModelShop.NOTHING,
                () -> {
                    throw new IllegalStateException("killed");
                });
        assertThatThrownBy(() -> shop.supply("tape", "west", 5, 1)).hasMessage("killed");
        assertThat(limitOf("west")).isEmpty();
        shop.recover();

        shop.supply("tape", "west", 5, 1);

        assertThat(limitOf("west")).isPresent().isEqualTo(limitOf("east"));
    }

    /** Every item of the batch exists before any of them is compared. */
    @Test
    void supply_ofTwoNewLocations_givesBothALimitThatIsSetBetweenThem() {
        shop.before("setSupply", ModelShop.NOTHING, () -> shop.limit("tape", 2));

        shop.supply(
                ModelShop.change("tape", "west", 5, 1), ModelShop.change("tape", "north", 5, 1));

        assertThat(limitOf("west")).isPresent().isEqualTo(limitOf("east"));
        assertThat(limitOf("north")).isEqualTo(limitOf("east"));
    }

    private Optional<PurchaseLimit> limitOf(String location) {
        return shop.item(Shop.item("tape", location)).layout().limit();
    }

    /** Its cancellation must fit into one transaction, even if all of its shards are closed. */
    @Test
    void transfer_afterWhichTheOrderWouldHaveTooManyItemsAndAllowances_isRefused() {
        String order = orderOfShard(1, "A-");
        limitAll(32);
        shop.reserveFor("ann", order, split(32, "east", 2));
        split(3, "west", 1);

        for (String sku : List.of("s0", "s1")) {
            assertThat(shop.transfer(order, sku, "west", line(sku, "east", 1)))
                    .isInstanceOf(TransferResult.Transferred.class);
        }
        assertThat(shop.transfer(order, "s2", "west", line("s2", "east", 1)))
                .isInstanceOf(TransferResult.TooManyPlaces.class);
    }

    /** Each unit of the second shards comes from another location, and both were of one before. */
    @Test
    void confirm_afterWhichTheOrderWouldHaveTooManyItemsAndAllowances_takesNothing() {
        String order = orderOfShard(1, "A-");
        limitAll(20);
        RequestedLine[] east = split(20, "east", 2);
        shop.reserveFor("ann", order, lines(20, Optional.empty(), 2));
        shop.pass(Shop.HOLD);
        shop.expire(order);
        shop.reserveFor("bob", orderOfShard(0, "B-"), east);
        shop.reserveFor("eve", "E-1", lines(20, Optional.of("east"), 1));
        RequestedLine[] west = split(20, "west", 2);
        shop.reserveFor("eve", orderOfShard(0, "E-2-"), west);
        shop.reserveFor("eve", "E-3", lines(20, Optional.of("west"), 1));
        assertThat(shop.available("s0", "east")).containsExactly(0L, 1L);
        assertThat(shop.available("s0", "west")).containsExactly(0L, 1L);

        assertThatThrownBy(() -> shop.confirm(order))
                .isInstanceOf(RetryLaterException.class)
                .hasMessageContaining("too many items");

        assertThat(shop.available("s0", "east")).containsExactly(0L, 1L);
        assertThat(shop.available("s0", "west")).containsExactly(0L, 1L);
    }

    private void limitAll(int skus) {
        for (int i = 0; i < skus; i++) {
            shop.supply("s" + i, "east", 0, 1);
            shop.limit("s" + i, 99);
        }
    }

    /** Stocks SKUs with two shards of so many units each, and returns a line for each SKU. */
    private RequestedLine[] split(int skus, String location, int units) {
        for (int i = 0; i < skus; i++) {
            shop.supply("s" + i, location, 2L * units, 2);
            shop.spread("s" + i, location, 2);
        }
        return lines(skus, Optional.of(location), units);
    }

    private static RequestedLine[] lines(int skus, Optional<String> location, int units) {
        return IntStream.range(0, skus)
                .mapToObj(
                        i ->
                                new RequestedLine(
                                        new Sku("s" + i), location.map(Location::new), units))
                .toArray(RequestedLine[]::new);
    }

    /** An order that chooses this one of two shards. */
    private static String orderOfShard(int shard, String prefix) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> prefix + i)
                .filter(id -> ShardCache.hash(new OrderId(id)) % 2 == shard)
                .findFirst()
                .orElseThrow();
    }

    private ReserveResult reserved(Reservations environment, String order) {
        try {
            return shop.reserveFor(environment, "ann", order, line("tape", "east", 1));
        } catch (RetryLaterException e) {
            throw new AssertionError(e);
        }
    }

    private static ReserveResult exceeded(
            LimitExcess.Scope scope, long max, long held, long requested, String... orders) {
        return new ReserveResult.LimitExceeded(
                List.of(
                        new LimitExcess(
                                TAPE,
                                "sale",
                                scope,
                                max,
                                held,
                                requested,
                                Stream.of(orders).map(OrderId::new).toList())));
    }
}
