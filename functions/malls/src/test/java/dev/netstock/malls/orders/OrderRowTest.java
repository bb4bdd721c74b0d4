package dev.netstock.malls.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.OrderState;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class OrderRowTest {
    private static final Instant TEN = Instant.parse("2026-11-29T10:00:00Z");
    private static final Channel MALL = new Channel("mall");
    private static final MallItem SHIRT = new MallItem("shirt", "red");
    private static final MallItem SET = new MallItem("set", "");
    private static final Sku A = new Sku("A");
    private static final Sku B = new Sku("B");
    private static final Map<MallItem, Map<Sku, Long>> MAPPING =
            Map.of(SHIRT, Map.of(A, 1L), SET, Map.of(A, 3L, B, 1L));

    @Test
    void aNewOrder_isReservedUnderItsNumber_withAllPartsOfASet() {
        OrderRow row = order("7", OrderState.ACTIVE, 0, line("1", SHIRT, 2), line("2", SET, 1));
        assertThat(row.decided(MALL, MAPPING).command())
                .contains(new HoldCommand.Reserve(new OrderId("mall-7"), Map.of(A, 5L, B, 1L)));
    }

    @Test
    void anOrderThatIsHeldBack_isReservedToo() {
        OrderRow row = order("7", OrderState.HELD, 0, line("1", SHIRT, 1));
        assertThat(row.decided(MALL, MAPPING).command()).isPresent();
    }

    @Test
    void anOrderThatIsFirstSeenCancelled_needsNoCommand() {
        OrderRow row = order("7", OrderState.CANCELLED, 0, line("1", SHIRT, 2));
        assertThat(row.decided(MALL, MAPPING).command()).isEmpty();
        assertThat(row.placed()).isEqualTo(Map.of(SHIRT, 2L));
    }

    @Test
    void moreUnits_areAFurtherReservation() {
        OrderRow row =
                taken(order("7", OrderState.ACTIVE, 0, line("1", SHIRT, 2)))
                        .seen(mallOrder("7", OrderState.ACTIVE, 1, line("1", SHIRT, 5)));
        assertThat(row.decided(MALL, MAPPING).command())
                .contains(new HoldCommand.Reserve(new OrderId("mall-7.2"), Map.of(A, 3L)));
    }

    @Test
    void fewerUnits_areACancellation_ofTheNewestReservationFirst() {
        OrderRow more =
                taken(
                        taken(order("7", OrderState.ACTIVE, 0, line("1", SHIRT, 2)))
                                .seen(mallOrder("7", OrderState.ACTIVE, 1, line("1", SHIRT, 3))));
        OrderRow fewer = more.seen(mallOrder("7", OrderState.ACTIVE, 2, line("1", SHIRT, 1)));
        OrderRow first = fewer.decided(MALL, MAPPING);
        assertThat(first.command())
                .contains(
                        new HoldCommand.Cancel(
                                new OrderId("mall-7.2"),
                                new CancellationId("mall-1"),
                                Map.of(A, 1L)));
        assertThat(first.happened().decided(MALL, MAPPING).command())
                .contains(
                        new HoldCommand.Cancel(
                                new OrderId("mall-7"),
                                new CancellationId("mall-1"),
                                Map.of(A, 1L)));
    }

    @Test
    void aSecondCancellation_hasAnotherId() {
        OrderRow row = taken(order("7", OrderState.ACTIVE, 0, line("1", SHIRT, 3)));
        OrderRow two = taken(row.seen(mallOrder("7", OrderState.ACTIVE, 1, line("1", SHIRT, 2))));
        OrderRow one = two.seen(mallOrder("7", OrderState.ACTIVE, 2, line("1", SHIRT, 1)));
        assertThat(one.decided(MALL, MAPPING).command())
                .contains(
                        new HoldCommand.Cancel(
                                new OrderId("mall-7"),
                                new CancellationId("mall-2"),
                                Map.of(A, 1L)));
    }

    @Test
    void olderNews_changeNothing() {
        OrderRow row = order("7", OrderState.CANCELLED, 5, line("1", SHIRT, 2));
        assertThat(row.seen(mallOrder("7", OrderState.ACTIVE, 4, line("1", SHIRT, 2))))
                .isEqualTo(row);
    }

    @Test
    void partsOfASplitOrder_replaceTheirShareOfIt() {
        OrderRow row =
                taken(order("7", OrderState.ACTIVE, 0, line("1", SHIRT, 2), line("2", SET, 1)));
        OrderRow half = row.seen(part("7-1", OrderState.ACTIVE, 1, line("1", SHIRT, 2)));
        assertThat(half.decided(MALL, MAPPING).command()).isEmpty();
        OrderRow both = half.seen(part("7-2", OrderState.ACTIVE, 1, line("2", SET, 1)));
        assertThat(both.decided(MALL, MAPPING).command()).isEmpty();
        OrderRow cancelled = both.seen(part("7-2", OrderState.CANCELLED, 2, line("2", SET, 1)));
        assertThat(cancelled.wanted()).containsEntry(SHIRT, 2L).containsEntry(SET, 0L);
    }

    @Test
    void anUnmappedItem_isReservedWhenItIsMapped() {
        OrderRow row =
                order("7", OrderState.ACTIVE, 0, line("1", SHIRT, 1), line("2", SET, 1))
                        .decided(MALL, Map.of(SHIRT, Map.of(A, 1L)));
        assertThat(row.unmapped()).isTrue();
        assertThat(row.command())
                .contains(new HoldCommand.Reserve(new OrderId("mall-7"), Map.of(A, 1L)));
        OrderRow mapped = row.happened().decided(MALL, MAPPING);
        assertThat(mapped.unmapped()).isFalse();
        assertThat(mapped.command())
                .contains(new HoldCommand.Reserve(new OrderId("mall-7.2"), Map.of(A, 3L, B, 1L)));
    }

    @Test
    void anOrder_keepsTheMappingUnderWhichItWasTaken() {
        OrderRow row = taken(order("7", OrderState.ACTIVE, 0, line("1", SHIRT, 2)));
        assertThat(row.decided(MALL, Map.of(SHIRT, Map.of(B, 1L))).command()).isEmpty();
        assertThat(row.decided(MALL, Map.of()).command()).isEmpty();
        assertThat(row.decided(MALL, Map.of()).unmapped()).isFalse();
        OrderRow fewer = row.seen(mallOrder("7", OrderState.ACTIVE, 1, line("1", SHIRT, 1)));
        assertThat(fewer.decided(MALL, Map.of(SHIRT, Map.of(B, 1L))).command())
                .contains(
                        new HoldCommand.Cancel(
                                new OrderId("mall-7"),
                                new CancellationId("mall-1"),
                                Map.of(A, 1L)));
    }

    private static OrderRow taken(OrderRow row) {
        return row.decided(MALL, MAPPING).happened();
    }

    private static OrderRow order(
            String number, OrderState state, long seconds, MallOrderLine... lines) {
        return OrderRow.unread(number).seen(mallOrder(number, state, seconds, lines));
    }

    private static MallOrder mallOrder(
            String number, OrderState state, long seconds, MallOrderLine... lines) {
        return new MallOrder(
                number, state, TEN, TEN.plusSeconds(seconds), List.of(lines), Optional.empty());
    }

    private static MallOrder part(
            String number, OrderState state, long seconds, MallOrderLine... lines) {
        return new MallOrder(
                number, state, TEN, TEN.plusSeconds(seconds), List.of(lines), Optional.of("7"));
    }

    private static MallOrderLine line(String id, MallItem item, long quantity) {
        return new MallOrderLine(id, item, quantity);
    }
}
