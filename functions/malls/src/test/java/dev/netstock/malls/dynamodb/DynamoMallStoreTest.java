package dev.netstock.malls.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.mallcounts.Reason;
import dev.netstock.malls.orders.Hold;
import dev.netstock.malls.orders.HoldCommand;
import dev.netstock.malls.orders.OrderRow;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.sync.Anchor;
import dev.netstock.malls.sync.Budget;
import dev.netstock.malls.sync.Estimate;
import dev.netstock.malls.sync.Goal;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.Mapping;
import dev.netstock.malls.sync.OrderCursor;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.sync.PendingMove;
import dev.netstock.malls.sync.PendingWrite;
import dev.netstock.malls.sync.Progress;
import dev.netstock.malls.sync.SaleModeRule;
import dev.netstock.malls.sync.Sent;
import dev.netstock.malls.sync.SkuLevel;
import dev.netstock.malls.sync.TokenBucket;
import dev.netstock.malls.sync.Urgency;
import dev.netstock.malls.testing.MallsTable;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class DynamoMallStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00.123456789Z");
    private static final Sku TAPE = new Sku("tape");
    private static final Sku GLUE = new Sku("glue");
    private static final DynamoDbClient CLIENT = LocalTables.client(LocalTables.http());
    private static final String TABLE = MallsTable.create(CLIENT);

    /** A mall of its own for each test. */
    private final Channel mall =
            new Channel("mall-" + UUID.randomUUID().toString().substring(0, 8));

    private final DynamoMallStore store = new DynamoMallStore(CLIENT, TABLE, mall);

    @AfterAll
    static void deleteTable() {
        CLIENT.deleteTable(request -> request.tableName(TABLE));
        CLIENT.close();
    }

    @Test
    void mallRow_isReadAsItWasWritten() {
        var row =
                new MallRow(
                        mall,
                        0,
                        new MallRow.Lease("worker-1", NOW.plusSeconds(1)),
                        new Budget(
                                Map.of(
                                        Budget.Kind.WRITE,
                                        new TokenBucket(0.25, NOW.plusSeconds(2)),
                                        Budget.Kind.READ,
                                        new TokenBucket(1, NOW.plusSeconds(3)),
                                        Budget.Kind.LIST,
                                        new TokenBucket(2.5, NOW.plusSeconds(4)),
                                        Budget.Kind.DETAILS,
                                        new TokenBucket(3, NOW.plusSeconds(5)))),
                        new OrderCursor(
                                NOW.plusSeconds(14),
                                NOW.plusSeconds(6),
                                NOW.plusSeconds(7),
                                Instant.EPOCH,
                                NOW.plusSeconds(13),
                                NOW.plusSeconds(8),
                                "R-1",
                                NOW.plusSeconds(9),
                                List.of("R-1", "R-2")),
                        new MallRow.Contact(
                                NOW.plusSeconds(10),
                                Optional.of(
                                        new MallRow.Problem(
                                                "The key expired", NOW.plusSeconds(11))),
                                Optional.of(NOW.plusSeconds(12))),
                        new MallRow.Rules(new SaleModeRule(7, 3), true, -42));
        assertThat(store.mall()).isEmpty();

        assertThat(store.save(List.of(row))).containsExactly(true);

        assertThat(store.mall()).contains(row.withVersion(1));
        assertThat(store.save(List.of(row))).as("outdated").containsExactly(false);
        assertThat(store.save(List.of(row.withVersion(1)))).containsExactly(true);
    }

    @Test
    void itemRow_isReadAsItWasWritten() {
        for (CountChange change :
                List.of(
                        new CountChange.Absolute(4),
                        new CountChange.Relative(-3),
                        new CountChange.CompareAndSet(5, 0))) {
            var item = new MallItem("Item #1", change.getClass().getSimpleName());
            ItemRow row = busy(item, change);

            assertThat(store.save(List.of(row))).containsExactly(true);

            assertThat(store.items(List.of(item))).containsExactly(row.withVersion(1));
        }
        MallItem plain = new MallItem("plain", "");
        ItemRow row = ItemRow.mapped(plain, List.of(Part.of(TAPE, 1)), List.of());
        store.save(List.of(row));
        assertThat(store.items(List.of(plain, new MallItem("missing", ""))))
                .containsExactly(row.withVersion(1));
    }

    private static ItemRow busy(MallItem item, CountChange change) {
        return new ItemRow(
                item,
                new Mapping(
                        List.of(new Part(TAPE, 3, 1, 2), Part.of(GLUE, 1)),
                        Set.of(),
                        Optional.of(new Mapping.Change(List.of(Part.of(GLUE, 2)), NOW))),
                0,
                Map.of(TAPE, new SkuLevel(TAPE, -1, 9, 12), GLUE, new SkuLevel(GLUE, 5, 0, 3)),
                Map.of(TAPE, 6L, GLUE, -2L),
                new Estimate(
                        -1,
                        4,
                        Optional.of(new Anchor(3, NOW, NOW.plusNanos(1))),
                        NOW.minusSeconds(1)),
                new Progress(
                        Optional.of(new PendingMove("move-1", Map.of(TAPE, -3L))),
                        Optional.of(new PendingWrite("key-1", change, NOW, 1, 2)),
                        NOW.plusSeconds(1),
                        OptionalLong.of(8),
                        NOW.plusSeconds(2),
                        NOW.plusSeconds(3),
                        Optional.of("The mall has closed the item"),
                        NOW.plusSeconds(4),
                        Optional.of(new Sent(change, NOW.plusSeconds(6)))),
                Urgency.DOWN,
                NOW.plusSeconds(5),
                new Goal(7, Reason.SALE_RULE));
    }

    @Test
    void itemsOf_findsEachItemThatSellsTheSku() {
        ItemRow set =
                ItemRow.mapped(
                        new MallItem("set", ""),
                        List.of(Part.of(TAPE, 3), Part.of(GLUE, 1)),
                        List.of());
        ItemRow page =
                ItemRow.mapped(new MallItem("page", "red"), List.of(Part.of(TAPE, 1)), List.of());
        ItemRow other =
                ItemRow.mapped(
                        new MallItem("other", ""),
                        List.of(Part.of(new Sku("tape-2"), 1)),
                        List.of());

        store.saveTogether(List.of(set, page));
        store.save(List.of(other));

        assertThat(store.itemsOf(TAPE))
                .extracting(ItemRow::item)
                .containsExactlyInAnyOrder(set.item(), page.item());
        assertThat(store.itemsOf(GLUE)).extracting(ItemRow::item).containsExactly(set.item());
        assertThat(store.itemsOf(new Sku("nothing"))).isEmpty();
    }

    @Test
    void itemsOf_afterAnotherMapping_findsTheItemByItsNewSkusOnly() {
        ItemRow mapped =
                ItemRow.mapped(
                        new MallItem("page", ""),
                        List.of(Part.of(TAPE, 1), Part.of(GLUE, 1)),
                        List.of());
        store.save(List.of(mapped));
        Sku ink = new Sku("ink");
        ItemRow changed =
                mapped.withVersion(1)
                        .asked(List.of(Part.of(GLUE, 1), Part.of(ink, 2)), NOW)
                        .changed(List.of());

        assertThat(store.save(List.of(changed))).containsExactly(true);

        assertThat(store.itemsOf(TAPE)).isEmpty();
        assertThat(store.itemsOf(GLUE)).containsExactly(changed.withVersion(2));
        assertThat(store.itemsOf(ink)).containsExactly(changed.withVersion(2));

        ItemRow removed = changed.withVersion(2).asked(List.of(), NOW).changed(List.of());
        store.save(List.of(removed));
        assertThat(store.itemsOf(GLUE)).isEmpty();
        assertThat(store.itemsOf(ink)).isEmpty();
        assertThat(store.items(List.of(mapped.item()))).containsExactly(removed.withVersion(3));
    }

    @Test
    void due_listsTheMostUrgentFirstThenThoseThatWaitedLongest() {
        save("late-raise", Urgency.UP, NOW.minusSeconds(60));
        save("zero", Urgency.ZERO, NOW.minusSeconds(1));
        save("down", Urgency.DOWN, NOW);
        save("old-raise", Urgency.UP, NOW.minusSeconds(90));
        save("not-due", Urgency.ZERO, NOW.plusSeconds(1));

        assertThat(store.due(NOW, 10))
                .extracting(row -> row.item().item())
                .containsExactly("zero", "down", "old-raise", "late-raise");
        assertThat(store.due(NOW, 3)).hasSize(3);
    }

    @Test
    void itemsAfter_goesThroughAllItems() {
        IntStream.range(0, 7).forEach(i -> save("page-" + i, Urgency.CHECK, NOW));
        store.save(List.of(order("R-1", OrderState.ACTIVE)));

        List<ItemRow> first = store.itemsAfter(Optional.empty(), 4);
        List<ItemRow> rest = store.itemsAfter(Optional.of(first.getLast().item()), 4);

        assertThat(Stream.concat(first.stream(), rest.stream()))
                .extracting(row -> row.item().item())
                .containsExactlyElementsOf(
                        IntStream.range(0, 7).mapToObj(i -> "page-" + i).toList());
    }

    @Test
    void orderRow_isReadAsItWasWritten() {
        var red = new MallItem("item", "red");
        var order =
                new MallOrder(
                        "R-1",
                        OrderState.HELD,
                        NOW,
                        NOW.plusSeconds(1),
                        List.of(new MallOrderLine("1", red, 2)),
                        Optional.empty());
        var part =
                new MallOrder(
                        "R-1-2",
                        OrderState.CANCELLED,
                        NOW,
                        NOW.plusSeconds(2),
                        List.of(),
                        Optional.of("R-1"));
        for (HoldCommand command :
                List.of(
                        new HoldCommand.Reserve(new OrderId("rakuten-R-1.2"), Map.of(TAPE, 3L)),
                        new HoldCommand.Cancel(
                                new OrderId("rakuten-R-1"),
                                new CancellationId("mall-1"),
                                Map.of(TAPE, 1L)))) {
            var row =
                    new OrderRow(
                            "R-" + command.getClass().getSimpleName(),
                            0,
                            Map.of("R-1", order, "R-1-2", part),
                            Map.of(red, 2L),
                            NOW.plusSeconds(1),
                            List.of(new Hold(new OrderId("rakuten-R-1"), Map.of(TAPE, 6L), 2)),
                            Optional.of(command),
                            true,
                            true,
                            Map.of(red, Map.of(TAPE, 3L)));

            store.save(List.of(row));

            assertThat(store.orders(List.of(row.number()))).containsExactly(row.withVersion(1));
        }
    }

    @Test
    void lists_haveTheOrdersThatBelongThereNow() {
        OrderRow open = order("R-1", OrderState.ACTIVE);
        OrderRow waiting = with(order("R-2", OrderState.SHIPPED), true, false);
        OrderRow unmapped = with(order("R-3", OrderState.HELD), false, true);
        store.saveTogether(List.of(open, waiting, unmapped));

        assertThat(store.openOrders("", 9))
                .extracting(OrderRow::number)
                .containsExactly("R-1", "R-3");
        assertThat(store.openOrders("R-1", 9)).extracting(OrderRow::number).containsExactly("R-3");
        assertThat(store.openOrders("", 1)).extracting(OrderRow::number).containsExactly("R-1");
        assertThat(store.unsettledOrders()).extracting(OrderRow::number).containsExactly("R-2");
        assertThat(store.unmappedOrders("", 9)).extracting(OrderRow::number).containsExactly("R-3");

        store.save(List.of(with(order("R-2", OrderState.SHIPPED), false, false).withVersion(1)));
        assertThat(store.unsettledOrders()).isEmpty();
    }

    @Test
    void save_ofManyRows_answersForEachRowInItsPlace() {
        List<OrderRow> rows =
                IntStream.range(0, 100).mapToObj(i -> order("R-" + i, OrderState.ACTIVE)).toList();
        assertThat(store.save(rows)).hasSize(100).containsOnly(true);

        List<OrderRow> everyOtherOutdated =
                IntStream.range(0, 100).mapToObj(i -> rows.get(i).withVersion(i % 2)).toList();
        assertThat(store.save(everyOtherOutdated))
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> i % 2 == 1).toList());
    }

    @Test
    void sells_ofASku_isWhetherAnItemIsMappedToIt() {
        save("page", Urgency.UP, NOW);

        assertThat(store.sells(TAPE)).isTrue();
        assertThat(store.sells(GLUE)).isFalse();
    }

    @Test
    void saveTogether_withOneOutdatedRow_writesNone() {
        ItemRow item = save("page", Urgency.UP, NOW);
        OrderRow order = order("R-1", OrderState.ACTIVE);

        assertThat(store.saveTogether(List.of(order, item.withVersion(9)))).isFalse();
        assertThat(store.orders(List.of("R-1"))).isEmpty();
        assertThat(store.saveTogether(List.of(order, item.withVersion(1)))).isTrue();

        List<OrderRow> tooMany =
                IntStream.range(0, 101).mapToObj(i -> order("X-" + i, OrderState.ACTIVE)).toList();
        assertThatThrownBy(() -> store.saveTogether(tooMany)).hasMessageContaining("100");
    }

    @Test
    void aSaveThatMeetsATransaction_writesNothing_andIsToBeTriedAgain() {
        var http = new FaultyHttp(LocalTables.http(), (_, _) -> Fault.CONFLICT, () -> {});
        OrderRow order = order("R-1", OrderState.ACTIVE);
        try (DynamoDbClient client = LocalTables.client(http)) {
            var busy = new DynamoMallStore(client, TABLE, mall);

            assertThat(busy.save(List.of(order))).containsExactly(false);
            assertThat(busy.saveTogether(List.of(order, order("R-2", OrderState.ACTIVE))))
                    .isFalse();
        }
        assertThat(store.orders(List.of("R-1"))).isEmpty();
    }

    private ItemRow save(String name, Urgency urgency, Instant due) {
        ItemRow mapped =
                ItemRow.mapped(new MallItem(name, ""), List.of(Part.of(TAPE, 1)), List.of());
        var row =
                new ItemRow(
                        mapped.item(),
                        mapped.mapping(),
                        0,
                        mapped.levels(),
                        mapped.held(),
                        mapped.estimate(),
                        mapped.progress(),
                        urgency,
                        due,
                        mapped.goal());
        assertThat(store.save(List.of(row))).containsExactly(true);
        return row;
    }

    private static OrderRow order(String number, OrderState state) {
        var order = new MallOrder(number, state, NOW, NOW, List.of(), Optional.empty());
        return new OrderRow(
                number,
                0,
                Map.of(number, order),
                Map.of(),
                NOW,
                List.of(),
                Optional.empty(),
                false,
                false,
                Map.of());
    }

    private static OrderRow with(OrderRow row, boolean waits, boolean unmapped) {
        return new OrderRow(
                row.number(),
                row.version(),
                row.parts(),
                row.counted(),
                row.countedAt(),
                row.holds(),
                row.command(),
                waits,
                unmapped,
                row.taken());
    }
}
