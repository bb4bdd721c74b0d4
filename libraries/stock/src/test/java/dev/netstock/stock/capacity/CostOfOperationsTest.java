package dev.netstock.stock.capacity;

import static dev.netstock.stock.testing.Shop.call;
import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.order;
import static dev.netstock.stock.testing.Shop.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventData;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.capacity.CapacityMeter.Metered;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoLongHolds;
import dev.netstock.stock.dynamodb.DynamoLongHolds.LongHold;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.reservation.ExpireFlow.Hold;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.Reservation;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.sweep.SweepResult;
import dev.netstock.stock.sweep.SweepSummary;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The requests and capacity units of each operation, by the cost model. */
class CostOfOperationsTest {
    private static final String LONG_SKU = "9".repeat(64);
    private static final String LONG_ORDER = "o".repeat(64);

    private final CapacityMeter meter = new CapacityMeter();
    private final LocalTables tables = LocalTables.create();
    private final Shop shop = metered();

    /** Another execution environment, which knows no orders. */
    private final Shop other = metered();

    private Shop metered() {
        return Shop.over(tables, client(), new SettableClock());
    }

    private DynamoDbClient client() {
        return LocalTables.clientBuilder(LocalTables.http())
                .overrideConfiguration(
                        DynamoClients.overrides().addExecutionInterceptor(meter).build())
                .build();
    }

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 500, 1);
        shop.supply(LONG_SKU, "east", 500, 1);
        meter.drain();
    }

    @Test
    void reserve_ofOneLine_makesTwoRequestsForTwoWriteUnits() {
        shop.reserve("A-1", line("tape", "east", 1));

        assertCost(new CapacityUnits(0, 2), "UpdateItem", "PutItem");
    }

    @Test
    void reserve_ofOneLineWithTheLongestNames_costsTheSame() {
        shop.reserve(LONG_ORDER, line(LONG_SKU, "east", RequestedLine.QUANTITY_MAX / 100));

        assertCost(new CapacityUnits(0, 2), "UpdateItem", "PutItem");
    }

    /** The first order of an environment learns the buffer; a buffer then costs nothing. */
    @Test
    void reserve_besideABuffer_makesTwoRequestsForTwoWriteUnitsOnceItIsKnown() {
        shop.buffer("tape", "east", "storefront", 10);
        meter.drain();

        shop.reserve("A-1", line("tape", "east", 1));
        assertCostInAnyOrder(
                new CapacityUnits(2, 3),
                "UpdateItem",
                "Query",
                "BatchGetItem",
                "UpdateItem",
                "PutItem");

        shop.reserve("A-2", line("tape", "east", 1));
        assertCost(new CapacityUnits(0, 2), "UpdateItem", "PutItem");
    }

    @Test
    void reserve_fromAPool_makesTwoRequestsForTwoWriteUnitsOnceItIsKnown() {
        shop.openPool("storefront", "tape", "east", PoolRule.OWN_ONLY, 10, "p1");
        meter.drain();

        shop.reserve("A-1", line("tape", "east", 1));
        assertCostInAnyOrder(
                new CapacityUnits(3, 3),
                "UpdateItem",
                "Query",
                "BatchGetItem",
                "BatchGetItem",
                "UpdateItem",
                "PutItem");

        shop.reserve("A-2", line("tape", "east", 1));
        assertCost(new CapacityUnits(0, 2), "UpdateItem", "PutItem");
    }

    @Test
    void reserve_ofAChannelWithoutABuffer_costsTheSameBesideThoseOfOthers() {
        shop.buffer("tape", "east", "pos", 10);
        shop.openPool("rakuten", "tape", "east", PoolRule.OWN_ONLY, 10, "p1");
        meter.drain();

        shop.reserve("A-1", line("tape", "east", 1));
        assertCost(new CapacityUnits(0, 2), "UpdateItem", "PutItem");
    }

    /** By their keys they would be read in five requests, for a read unit each. */
    @Test
    void reserve_over500Locations_readsTheSkuInOneQuery_andAGroupCostsTheSame() {
        var group = new LocationGroup("kanto");
        var places = IntStream.range(0, 500).mapToObj(i -> place("store-" + i, i, group)).toList();
        shop.supply("tea", "store-0", 3, 1);
        tables.copy(
                tables.names().netStock(),
                "location",
                "store-0",
                places.stream().skip(1).map(it -> it.location().value()).toList());
        var stock =
                new DynamoNetStock(
                        client(),
                        tables.names(),
                        PlaceSource.of(new Places(1, places, List.of())),
                        shop.clock(),
                        (_, _) -> {});
        meter.drain();

        stock.reserveFlow().reserve(order("A-1", line("tea", 1)), call());
        assertRequests(meter.drain());
        ReserveCommand other = order("A-2", line("tea", 1));
        stock.reserveFlow()
                .reserve(
                        new ReserveCommand(
                                other.orderId(),
                                other.channel(),
                                other.hold(),
                                other.lines(),
                                Optional.of(group),
                                Optional.empty()),
                        call());
        assertRequests(meter.drain());
    }

    private static void assertRequests(List<Metered> requests) {
        assertThat(requests)
                .extracting(Metered::operation)
                .containsExactlyInAnyOrder("Query", "Query", "UpdateItem", "PutItem");
        CapacityUnits units = CapacityMeter.sum(requests);
        System.out.println("An order over 500 locations: " + units);
        assertThat(units.read()).isLessThan(60);
        assertThat(units.write()).isEqualTo(2);
    }

    private static Place place(String name, int number, LocationGroup group) {
        return new Place(
                new Location(name),
                name,
                true,
                number + 1,
                new TreeSet<>(Set.of(group)),
                false,
                Optional.empty(),
                new TreeMap<>(),
                Instant.EPOCH,
                1);
    }

    @Test
    void pool_costsFewRequestsToOpenAndToEnd() {
        shop.openPool("rakuten", "tape", "east", PoolRule.OWN_ONLY, 10, "p1");
        CapacityUnits opened = CapacityMeter.sum(meter.drain());
        shop.endPool("rakuten", "tape", "east", "e1");
        CapacityUnits ended = CapacityMeter.sum(meter.drain());

        assertThat(opened.write()).isEqualTo(9);
        assertThat(ended.write()).isEqualTo(8);
    }

    @Test
    void reserve_thatIsRefused_costsOneReadAndOneWrite() {
        shop.reserve("A-1", line("tape", "east", 501));

        assertCost(new CapacityUnits(1, 1), "UpdateItem", "Query");
    }

    @Test
    void reserve_ofASplitSku_costsTheSameAsOfOneItemOnceThirtyOrdersWereNoRepeats() {
        shop.spread("tape", "east", 16);
        shop.reserve("learns", line("tape", "east", 1));
        meter.drain();

        shop.reserve("A-1", line("tape", "east", 1));
        assertCost(new CapacityUnits(1, 2), "Query", "UpdateItem", "PutItem");

        IntStream.range(2, 30).forEach(i -> shop.reserve("A-" + i, line("tape", "east", 1)));
        meter.drain();
        shop.reserve("A-30", line("tape", "east", 1));
        assertCost(new CapacityUnits(0, 2), "UpdateItem", "PutItem");
    }

    @Test
    void reserve_ofThreeLines_readsTheOrderBesideTheLevels() {
        shop.supply("glue", "east", 5, 1);
        shop.supply("nails", "east", 5, 1);
        meter.drain();

        shop.reserve(
                "A-1", line("tape", "east", 1), line("glue", "east", 1), line("nails", "east", 1));

        assertCostInAnyOrder(
                new CapacityUnits(4, 4),
                "Query",
                "BatchGetItem",
                "UpdateItem",
                "UpdateItem",
                "UpdateItem",
                "PutItem");
    }

    @Test
    void reserve_repeatedWhereTheOrderIsKnownOrDeclared_costsOneRead() {
        shop.reserve("A-1", line("tape", "east", 1));
        meter.drain();

        shop.reserve("A-1", line("tape", "east", 1));
        assertCost(new CapacityUnits(1, 0), "Query");

        other.stock().reserveFlow().reserveAgain(order("A-1", line("tape", "east", 1)), call());
        assertCost(new CapacityUnits(1, 0), "Query");
    }

    @Test
    void reserve_repeatedWhileTheOrderIsTheLastChangeOfItsItem_costsAReadAndAWrite() {
        shop.reserve("A-1", line("tape", "east", 1));
        meter.drain();

        other.reserve("A-1", line("tape", "east", 1));

        assertCost(new CapacityUnits(1, 1), "UpdateItem", "Query");
    }

    @Test
    void reserve_repeatedAfterAnotherOrderChangedTheItem_costsAReadAndSixWrites() {
        shop.reserve("A-1", line("tape", "east", 1));
        shop.reserve("B-1", line("tape", "east", 1));
        meter.drain();

        other.reserve("A-1", line("tape", "east", 1));

        assertCostInAnyOrder(
                new CapacityUnits(1, 6), "UpdateItem", "PutItem", "TransactWriteItems", "Query");
    }

    @Test
    void reserve_of99Lines_costsAWriteEachAndARowOfSomeKilobytes() {
        RequestedLine[] lines =
                IntStream.range(0, ReserveCommand.LINES_MAX)
                        .mapToObj(i -> line("sku-" + i, "east", 1))
                        .toArray(RequestedLine[]::new);
        shop.supply(
                IntStream.range(0, ReserveCommand.LINES_MAX)
                        .mapToObj(
                                i ->
                                        new SupplyChange(
                                                new Sku("sku-" + i), new Location("east"), 1, 1))
                        .toArray(SupplyChange[]::new));
        meter.drain();

        shop.reserve("A-1", lines);

        CapacityUnits units = CapacityMeter.sum(meter.drain());
        assertThat(units.read()).isEqualTo(1 + 99);
        assertThat(units.write()).isBetween(99.0 + 2, 99.0 + 8);
    }

    @Test
    void confirm_costsOneWriteAndOneReadWhereTheOrderIsUnknown() {
        shop.reserve("A-1", line("tape", "east", 1));
        shop.reserve("A-2", line("tape", "east", 1));
        meter.drain();

        shop.confirm("A-1");
        assertCost(new CapacityUnits(0, 1), "PutItem");

        other.confirm("A-2");
        assertCost(new CapacityUnits(1, 1), "Query", "PutItem");
    }

    @Test
    void release_costsATransactionOfTwoWritesAndOneReadWhereTheOrderIsUnknown() {
        shop.reserve("A-1", line("tape", "east", 1));
        shop.reserve("A-2", line("tape", "east", 1));
        meter.drain();

        shop.release("A-1");
        assertCost(new CapacityUnits(0, 4), "TransactWriteItems");

        other.release("A-2");
        assertCost(new CapacityUnits(1, 4), "Query", "TransactWriteItems");
    }

    @Test
    void cancel_costsATransactionOfTwoWritesAndOneReadWhereTheOrderIsUnknown() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.confirm("A-1");
        meter.drain();

        shop.cancel("A-1", "c1", line("tape", "east", 1));
        assertCost(new CapacityUnits(0, 4), "TransactWriteItems");

        other.cancel("A-1", "c2");
        assertCost(new CapacityUnits(1, 4), "Query", "TransactWriteItems");
    }

    @Test
    void extend_costsOneWriteAndOneReadWhereTheOrderIsUnknown() {
        shop.reserve("A-1", line("tape", "east", 1));
        shop.reserve("A-2", line("tape", "east", 1));
        meter.drain();

        shop.extend("A-1", Duration.ofDays(3));
        assertCost(new CapacityUnits(0, 1), "PutItem");

        other.extend("A-2", Duration.ofDays(3));
        assertCost(new CapacityUnits(1, 1), "Query", "PutItem");
    }

    @Test
    void transfer_costsOneReadAndOneWriteAndATransactionOfTwoWrites() {
        shop.supply("tape", "west", 5, 1);
        shop.reserve("A-1", line("tape", "east", 1));
        meter.drain();

        shop.transfer("A-1", "T-1", "west");
        assertCost(new CapacityUnits(1, 5), "Query", "UpdateItem", "TransactWriteItems");

        shop.transfer("A-1", "T-1", "west");
        assertCost(new CapacityUnits(1, 0), "Query");
    }

    @Test
    void transfer_thatIsRefused_looksAgain() {
        shop.supply("tape", "west", 1, 1);
        shop.reserve("A-1", line("tape", "east", 2));
        meter.drain();

        shop.transfer("A-1", "T-1", "west");

        assertCost(new CapacityUnits(2, 1), "Query", "UpdateItem", "Query");
    }

    @Test
    void ship_costsOneReadAndOneWriteAndNoWriteIfTheTotalsAreKnown() {
        shop.reserve("A-1", line("tape", "east", 1));
        shop.confirm("A-1");
        meter.drain();

        other.ship("A-1", shipped("tape", "east", 1));
        assertCost(new CapacityUnits(1, 1), "Query", "PutItem");

        other.ship("A-1", shipped("tape", "east", 1));
        assertCost(new CapacityUnits(1, 0), "Query");
    }

    @Test
    void release_ofShippedUnits_costsOneReadAndOneWrite() {
        shop.reserve("A-1", line("tape", "east", 1));
        shop.ship("A-1", shipped("tape", "east", 1));
        meter.drain();

        other.release("A-1");

        assertCost(new CapacityUnits(1, 1), "Query", "PutItem");
    }

    @Test
    void supply_ofAnExistingItem_costsTwoReadsAndTwoWrites() {
        shop.supply("tape", "east", 501, 2);

        assertCost(
                new CapacityUnits(2, 2), "BatchGetItem", "BatchGetItem", "UpdateItem", "PutItem");
    }

    @Test
    void setAside_andGiveBack_costTwoReadsAndATransactionOfThreeWrites() {
        shop.setAside("mall", "tape", "east", 5, "first");
        meter.drain();

        shop.setAside("mall", "tape", "east", 5, "next");
        assertCost(new CapacityUnits(2, 6), "BatchGetItem", "TransactWriteItems", "Query");

        shop.giveBack("mall", "tape", "east", 5, "back");
        assertCost(
                new CapacityUnits(3, 6),
                "BatchGetItem",
                "BatchGetItem",
                "TransactWriteItems",
                "Query");
    }

    @Test
    void accept_ofAPromisedOrder_readsItsItemsAndItsPoolAndConfirmsAtOnce() {
        shop.setAside("mall", "tape", "east", 5, "first");
        meter.drain();

        shop.accept("mall", "mall-1", line("tape", "east", 2));

        assertCostInAnyOrder(
                new CapacityUnits(3, 3),
                "Query",
                "BatchGetItem",
                "BatchGetItem",
                "UpdateItem",
                "PutItem",
                "PutItem");
    }

    @Test
    void reserve_whereAPoolExists_costsTheSame() {
        shop.setAside("mall", "tape", "east", 5, "first");
        meter.drain();

        shop.reserve("A-1", line("tape", "east", 1));

        assertCost(new CapacityUnits(0, 2), "UpdateItem", "PutItem");
    }

    @Test
    void reserve_withALimitPerCustomer_costsATransactionForTheClaim() {
        shop.limit("tape", 2);
        meter.drain();

        shop.reserveFor("ann", "A-1", line("tape", "east", 1));

        assertCost(new CapacityUnits(0, 5), "UpdateItem", "TransactWriteItems");
    }

    @Test
    void reserve_whereTheLimitIsKnown_readsTheAllowanceBeforeIt() {
        shop.limit("tape", 2);
        shop.reserveFor("ann", "A-1", line("tape", "east", 1));
        meter.drain();

        shop.reserveFor("bob", "B-1", line("tape", "east", 1));
        assertCost(new CapacityUnits(1, 5), "BatchGetItem", "UpdateItem", "TransactWriteItems");

        shop.reserveFor("ann", "A-2", line("tape", "east", 2));
        assertCost(new CapacityUnits(2, 0), "BatchGetItem", "Query");
    }

    @Test
    void reserve_withALimitPerOrder_costsTheSameAsWithoutOne() {
        shop.limit("tape", new Shop.Limit(Optional.of(2L), Optional.empty()));
        shop.clock().advance(PurchaseLimit.LEAD_TIME);
        meter.drain();

        shop.reserve("A-1", line("tape", "east", 1));
        assertCost(new CapacityUnits(0, 2), "UpdateItem", "PutItem");

        shop.reserve("A-2", line("tape", "east", 3));
        assertCost(new CapacityUnits(1, 0), "Query");
    }

    @Test
    void reserve_ofAnotherSkuThanTheLimitedOne_costsTheSame() {
        shop.supply("glue", "east", 5, 1);
        shop.limit("tape", 2);
        shop.reserveFor("ann", "A-1", line("tape", "east", 1));
        meter.drain();

        shop.reserveFor("ann", "A-2", line("glue", "east", 1));

        assertCost(new CapacityUnits(0, 2), "UpdateItem", "PutItem");
    }

    @Test
    void release_withALimitPerCustomer_costsTwoWritesMore() {
        shop.limit("tape", 2);
        shop.reserveFor("ann", "A-1", line("tape", "east", 1));
        meter.drain();

        shop.release("A-1");

        assertCost(new CapacityUnits(0, 6), "TransactWriteItems");
    }

    @Test
    void longHold_withTheLongestNames_costsAWriteAndItsRemovalAndAFractionOfARead() {
        var holds =
                new DynamoLongHolds(
                        client(), tables.createMore("LongHolds", "part", "due"), (_, _) -> {});
        List<LongHold> ends =
                IntStream.range(0, 100).mapToObj(CostOfOperationsTest::longHold).toList();
        meter.drain();

        holds.add(ends, Shop.call());
        assertCost(new CapacityUnits(0, 100), Collections.nCopies(4, "BatchWriteItem"));

        var found =
                IntStream.range(0, DynamoLongHolds.PARTITIONS)
                        .mapToObj(
                                part ->
                                        holds.due(
                                                part, Instant.EPOCH.plusSeconds(200), Shop.call()))
                        .flatMap(List::stream)
                        .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(ends);
        assertThat(CapacityMeter.sum(meter.drain()).read()).isBetween(16.0, 32.0);

        holds.remove(ends, Shop.call());
        assertCost(new CapacityUnits(0, 100), Collections.nCopies(4, "BatchWriteItem"));
    }

    private static LongHold longHold(int number) {
        String order = "o".repeat(61) + (100 + number);
        Instant end = Instant.EPOCH.plusSeconds(number);
        var data = new EventData.Reserved(order, 1, "c".repeat(32), end, List.of());
        var event =
                new StockEvent(
                        "order#" + order + "#0001",
                        end,
                        Optional.of("1-6920a1b8-3f1e2d4c5b6a798800112233"),
                        Optional.of("5f0c2a9b8e7d6c5b4a39281706"),
                        data);
        return new LongHold(event.id(), end, EventJson.write(event));
    }

    @Test
    void sweep_ofClaimedTakes_costsHalfAReadPerOrder() {
        List<OpenTake> takes =
                IntStream.range(0, 100)
                        .mapToObj(i -> shop.reserve("A-" + i, line("tape", "east", 1)))
                        .map(ReserveResult.Reserved.class::cast)
                        .map(result -> takeOf(result.reservation()))
                        .toList();
        meter.drain();

        SweepSummary swept = shop.stock().sweepFlow().sweepAll(takes, Shop.call());

        assertThat(swept.count(SweepResult.CLAIMED)).isEqualTo(100);
        assertCost(new CapacityUnits(50, 0), "BatchGetItem");
    }

    @Test
    void sweepAll_ofAnUnclaimedTake_costsHalfAReadMoreThanSweep() {
        var orphan = new OpenTake(Shop.item("tape", "east"), 9, new OrderId("A-1"), 1, 1);

        shop.stock().sweepFlow().sweepAll(List.of(orphan), Shop.call());

        assertCost(
                new CapacityUnits(1.5, 5),
                "BatchGetItem",
                "Query",
                "PutItem",
                "TransactWriteItems");
    }

    @Test
    void visiblyEnded_ofConfirmedOrders_costsHalfAReadPerOrder() {
        List<Hold> holds =
                IntStream.range(0, 100).mapToObj(i -> new Hold(new OrderId("A-" + i), 1)).toList();
        holds.forEach(
                hold -> {
                    shop.reserve(hold.order().value(), line("tape", "east", 1));
                    shop.confirm(hold.order().value());
                });
        meter.drain();

        assertThat(shop.stock().expireFlow().visiblyEnded(holds, Shop.call())).hasSize(100);

        assertCost(new CapacityUnits(50, 0), "BatchGetItem");
    }

    /** One by one, they would cost four write units each, and conflict at their item. */
    @Test
    void expireTogether_ofTenHoldsOfOneItem_costsTwoWritesForEachAndTwoForTheItem() {
        List<OrderId> orders = IntStream.range(0, 10).mapToObj(i -> new OrderId("A-" + i)).toList();
        orders.forEach(order -> shop.reserve(order.value(), line("tape", "east", 1)));
        shop.clock().advance(Shop.HOLD);
        meter.drain();

        assertThat(shop.stock().expireFlow().expireTogether(orders, Shop.call())).hasSize(10);

        var requests = new ArrayList<>(Collections.nCopies(10, "Query"));
        requests.add("TransactWriteItems");
        assertCostInAnyOrder(new CapacityUnits(10, 22), requests.toArray(String[]::new));
        assertThat(shop.available("tape", "east")).isEqualTo(500);
    }

    private static OpenTake takeOf(Reservation reservation) {
        DeltaLine line = reservation.steps().getFirst().lines().getFirst();
        return new OpenTake(line.item(), line.version(), reservation.orderId(), 1, -line.units());
    }

    @Test
    void levels_ofOneSku_costHalfAReadUnlessStronglyConsistent() {
        shop.stock().levelReader().one(new Sku("tape"), Consistency.EVENTUAL, Shop.call());
        assertCost(new CapacityUnits(0.5, 0), "Query");

        shop.stock().levelReader().one(new Sku("tape"), Consistency.STRONG, Shop.call());
        assertCost(new CapacityUnits(1, 0), "Query");
    }

    /** By its key, each first item would cost a read unit. */
    @Test
    void levels_ofASkuAtMoreThan20Locations_readTheFirstItemsInOneQuery_andEqualThoseByKey() {
        var places = IntStream.range(0, 30).mapToObj(i -> "store-" + i).toList();
        shop.supply("tea", "store-0", 30, 1);
        tables.copy(tables.names().netStock(), "location", "store-0", places.subList(1, 30));
        shop.spread("tea", "store-0", 3);
        ShardTotals totals =
                new DynamoLevels(client(), tables.names().netStock(), (_, _) -> {}).shardTotals();
        List<ItemKey> asked =
                places.subList(0, 25).stream().map(place -> Shop.item("tea", place)).toList();
        var byKey = new ArrayList<>(totals.levels(asked.subList(0, 10), call()));
        byKey.addAll(totals.levels(asked.subList(10, 25), call()));
        meter.drain();

        List<ItemLevel> levels = totals.levels(asked, call());

        assertThat(meter.drain())
                .extracting(Metered::operation)
                .containsExactly("Query", "BatchGetItem");
        assertThat(levels).hasSize(25).containsExactlyInAnyOrderElementsOf(byKey);
        assertThat(levels).extracting(ItemLevel::available).containsOnly(30L);
    }

    /** Some requests run in parallel. */
    private void assertCostInAnyOrder(CapacityUnits units, String... operations) {
        List<Metered> calls = meter.drain();
        assertThat(calls).extracting(Metered::operation).containsExactlyInAnyOrder(operations);
        assertThat(CapacityMeter.sum(calls)).isEqualTo(units);
    }

    private void assertCost(CapacityUnits units, String... operations) {
        assertCost(units, List.of(operations));
    }

    private void assertCost(CapacityUnits units, List<String> operations) {
        List<Metered> calls = meter.drain();
        assertThat(calls).extracting(Metered::operation).containsExactlyElementsOf(operations);
        assertThat(CapacityMeter.sum(calls)).isEqualTo(units);
    }
}
