package dev.netstock.stock.event;

import static dev.netstock.stock.testing.Shop.item;
import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.EventData;
import dev.netstock.events.EventLine;
import dev.netstock.events.StockEvent;
import dev.netstock.events.TakesMessage;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.messages.TakesJson;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class StockEventsTest {
    private static final Instant AT = Instant.parse("2026-11-21T02:03:04.567Z");
    private static final ItemKey TAPE = item("tape", "east");
    private static final List<DeltaLine> TAKE = List.of(DeltaLine.take(TAPE, 2, 7));
    private static final List<DeltaLine> BACK = List.of(DeltaLine.giveBack(TAPE, 2));
    private static final List<EventLine> TAKEN = List.of(new EventLine("tape", "east", 0, -2));
    private static final List<EventLine> GIVEN = List.of(new EventLine("tape", "east", 0, 2));

    @Test
    void of_eachStepOfAnOrder_hasTheContentsOfTheRow() {
        assertThat(data(1, new Change.Reserved(TAKE, AT, "contents")))
                .contains(new EventData.Reserved("A-1", 1, "rakuten", AT, TAKEN));
        assertThat(data(2, new Change.Confirmed(List.of())))
                .contains(new EventData.Confirmed("A-1", 2, "rakuten", List.of()));
        assertThat(data(3, new Change.Confirmed(TAKE)))
                .contains(new EventData.Confirmed("A-1", 3, "rakuten", TAKEN));
        assertThat(data(2, new Change.Released(BACK)))
                .contains(new EventData.Released("A-1", 2, "rakuten", GIVEN));
        assertThat(data(2, new Change.Expired(BACK)))
                .contains(new EventData.Expired("A-1", 2, "rakuten", GIVEN));
        assertThat(data(12, new Change.Cancelled(BACK, new CancellationId("c"), "contents")))
                .contains(new EventData.Cancelled("A-1", 12, "rakuten", "c", GIVEN));
        assertThat(data(2, new Change.Extended(AT)))
                .contains(new EventData.Extended("A-1", 2, "rakuten", AT));
        assertThat(
                        data(
                                3,
                                new Change.Transferred(
                                        List.of(TAKE.getFirst(), BACK.getFirst()),
                                        new TransferId("t"),
                                        "contents")))
                .contains(
                        new EventData.Transferred(
                                "A-1",
                                3,
                                "rakuten",
                                "t",
                                List.of(TAKEN.getFirst(), GIVEN.getFirst())));
        assertThat(data(3, new Change.Shipped(List.of(shipped("tape", "west", 2)))))
                .hasValueSatisfying(
                        data -> {
                            assertThat(data)
                                    .isEqualTo(
                                            new EventData.Shipped(
                                                    "A-1",
                                                    3,
                                                    "rakuten",
                                                    List.of(
                                                            new EventData.ShippedUnits(
                                                                    "tape", "west", 2))));
                            assertThat(data.locations()).containsExactly("west");
                        });
    }

    @Test
    void of_aFenceOrAnUndoneTake_isEmpty() {
        assertThat(data(1, new Change.Abandoned())).isEmpty();
        assertThat(data(1, new Change.Undone(BACK.getFirst()))).isEmpty();
    }

    @Test
    void of_aDelta_hasItsKeyCallerAndTime() {
        assertThat(StockEvents.of(step(1, new Change.Confirmed(List.of()))))
                .hasValueSatisfying(
                        event -> {
                            assertThat(event.id()).isEqualTo("order#A-1#0001");
                            assertThat(event.time()).isEqualTo(AT);
                            assertThat(event.trace()).contains("1-trace");
                            assertThat(event.actor()).contains("client");
                        });
    }

    @Test
    void of_aDeltaWithoutACaller_omitsCallerAndTrace() {
        var delta =
                new Delta(
                        Cause.of(new OrderId("A-1")),
                        "0001",
                        new Change.Confirmed(List.of()),
                        Optional.of(new Channel("pos")),
                        new Origin(AT, "", "", "attempt"));
        StockEvent event = StockEvents.of(delta).orElseThrow();
        assertThat(event.actor()).isEmpty();
        assertThat(event.trace()).isEmpty();
    }

    @Test
    void of_aSupply_hasTheDifferenceAndTheNumber() {
        var delta =
                new Delta(
                        Cause.supplyOf(TAPE.sku(), TAPE.location()),
                        Delta.ledgerStepKey(12),
                        new Change.SupplyChanged(DeltaLine.giveBack(TAPE, -3), 9, 12),
                        Optional.empty(),
                        new Origin(AT, "ledger", "1-trace", "attempt"));
        StockEvent event = StockEvents.of(delta).orElseThrow();
        assertThat(event.id()).isEqualTo("supply#tape#east#0000000000000000012");
        assertThat(event.data()).isEqualTo(new EventData.SupplyChanged("tape", "east", -3, 9, 12));
    }

    @Test
    void of_aCorrection_hasTheDifferencesAndTheReport() {
        var change = new Change.Corrected(DeltaLine.giveBack(TAPE, -3), 1, 2, "report");
        StockEvent event = ofLedger(Cause.correction("run/tape"), change);
        assertThat(event.id()).isEqualTo("correction#run/tape#0001");
        assertThat(event.data())
                .isEqualTo(new EventData.StockCorrected("tape", "east", 0, -3, 1, 2, "report"));
    }

    @Test
    void of_aComparison_hasTheNumberOfDifferences() {
        StockEvent event = ofLedger(Cause.reconcile("run"), new Change.Reconciled(5, 3, "report"));
        assertThat(event.id()).isEqualTo("reconcile#run#0001");
        assertThat(event.data()).isEqualTo(new EventData.ReconcileFinished("run", 5, 3, "report"));
    }

    private static StockEvent ofLedger(Cause cause, Change change) {
        var origin = new Origin(AT, "reconcile", "1-trace", "attempt");
        var delta = new Delta(cause, Delta.stepKey(1), change, Optional.empty(), origin);
        return StockEvents.of(delta).orElseThrow();
    }

    @Test
    void of_aRowThatNetStockCannotHaveWritten_isRefused() {
        var step = new Change.Confirmed(List.of());
        var origin = new Origin(AT, "w", "t", "a");
        var ofSupply =
                new Delta(
                        Cause.supplyOf(TAPE.sku(), TAPE.location()),
                        "0001",
                        step,
                        Optional.of(new Channel("pos")),
                        origin);
        var withoutChannel =
                new Delta(Cause.of(new OrderId("A")), "0001", step, Optional.empty(), origin);
        assertThatThrownBy(() -> StockEvents.of(ofSupply))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StockEvents.of(withoutChannel))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_theLongestDelta_staysFarBelow64KiB() {
        var sku = "9".repeat(61);
        List<DeltaLine> lines =
                IntStream.range(100, 199)
                        .mapToObj(
                                n ->
                                        DeltaLine.take(
                                                new ItemKey(
                                                        new Sku(sku + n),
                                                        new Location("l".repeat(32)),
                                                        9_999),
                                                RequestedLine.QUANTITY_MAX,
                                                Long.MAX_VALUE))
                        .toList();
        String json =
                EventJson.write(
                        StockEvents.of(step(1, new Change.Reserved(lines, AT, "contents")))
                                .orElseThrow());
        assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThan(32 * 1024);
    }

    @Test
    void of_everyDeltaOfARealShop_canBeReadBackByConsumers() {
        try (Shop shop = Shop.open()) {
            shop.supply("tape", "east", 5, 1);
            shop.reserve("A-1", line("tape", "east", 2));
            shop.clock().advance(Shop.HOLD);
            shop.expire("A-1");
            shop.confirm("A-1");
            shop.cancel("A-1", "c", line("tape", "east", 1));
            shop.reserve("A-2", line("tape", "east", 1));
            shop.release("A-2");
            List<StockEvent> events =
                    shop.deltas().stream()
                            .flatMap(delta -> StockEvents.of(delta).stream())
                            .toList();
            assertThat(events).hasSize(7);
            assertThat(events)
                    .allSatisfy(
                            event ->
                                    assertThat(EventJson.read(EventJson.write(event)))
                                            .isEqualTo(new ReceivedEvent.Known(event)));
        }
    }

    @Test
    void of_aLevel_hasAnIdWithItsVersion() {
        StockEvent event =
                StockEvents.of(new ItemLevel(TAPE.sku(), TAPE.location(), -1, 0, 12), AT);
        assertThat(event.id()).isEqualTo("level.changed#tape#east#12");
        assertThat(event.data()).isEqualTo(new EventData.LevelChanged("tape", "east", -1, 12));
    }

    @Test
    void oversold_whenAvailableFallsBelowZero_hasTheAdditionalMissingUnits() {
        assertThat(oversoldUnits(2, -1)).isEqualTo(1);
        assertThat(oversoldUnits(-3, -5)).isEqualTo(2);
        assertThat(oversoldUnits(-5, -3)).isZero();
        assertThat(oversoldUnits(3, 0)).isZero();
        assertThat(new ItemChange(Optional.empty(), stock(-4, 1), AT).oversoldUnits()).isEqualTo(4);
    }

    @Test
    void oversold_whenTheChangeOversold_namesTheItem() {
        var change = new ItemChange(Optional.of(stock(2, 8)), stock(-1, 9), AT);
        StockEvent event = StockEvents.oversold(change).orElseThrow();
        assertThat(event.id()).isEqualTo("oversold#tape#east#0#9");
        assertThat(event.data()).isEqualTo(new EventData.Oversold("tape", "east", 0, 1, -1, 9));
        assertThat(StockEvents.oversold(new ItemChange(Optional.empty(), stock(1, 1), AT)))
                .isEmpty();
    }

    @Test
    void isOfLevel_whenAvailableAndSupplyAreTheSame_isFalse() {
        assertThat(new ItemChange(Optional.of(stock(2, 8)), stock(2, 9), AT).isOfLevel()).isFalse();
        assertThat(new ItemChange(Optional.of(stock(2, 8)), stock(1, 9), AT).isOfLevel()).isTrue();
        assertThat(new ItemChange(Optional.empty(), stock(2, 1), AT).isOfLevel()).isTrue();
    }

    @Test
    void openTakes_afterAMessage_areTheSame() {
        List<OpenTake> takes =
                List.of(
                        new OpenTake(TAPE, 7, new OrderId("A-1"), 1, 2),
                        new OpenTake(
                                new ItemKey(TAPE.sku(), TAPE.location(), 3),
                                8,
                                new OrderId("A-2"),
                                3,
                                1));
        String json = TakesJson.write(OpenTakes.message(takes));
        assertThat(TakesJson.read(json))
                .isInstanceOfSatisfying(
                        Decoded.Valid.class,
                        valid ->
                                assertThat(OpenTakes.of((TakesMessage) valid.value()))
                                        .isEqualTo(takes));
    }

    private static long oversoldUnits(long before, long after) {
        return new ItemChange(Optional.of(stock(before, 1)), stock(after, 2), AT).oversoldUnits();
    }

    private static StockItem stock(long available, long version) {
        var change = new LastChange(LastChange.Kind.SUPPLY, Optional.empty(), 0, "attempt", 1);
        return new StockItem(TAPE, available, 0, version, Layout.ONE, change, Optional.empty());
    }

    private static Optional<EventData> data(int step, Change change) {
        return StockEvents.of(step(step, change)).map(StockEvent::data);
    }

    private static Delta step(int step, Change change) {
        return new Delta(
                Cause.of(new OrderId("A-1")),
                Delta.stepKey(step),
                change,
                Optional.of(new Channel("rakuten")),
                new Origin(AT, "client", "1-trace", "attempt"));
    }
}
