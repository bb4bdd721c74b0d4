package dev.netstock.malls.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.netstock.malls.orders.OrderRow;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.Signal;
import dev.netstock.malls.sync.MallControl;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallWorker;
import dev.netstock.malls.sync.Part;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Whole flows at one mall, one cause at a time. */
class MallWorkerTest {
    private static final Sku A = new Sku("A");
    private static final Sku B = new Sku("B");
    private static final MallItem ITEM = new MallItem("item", "");
    private static final MallItem SET = new MallItem("set", "");
    private static final Duration SETTLED = Duration.ofMinutes(12);

    @Test
    void aMall_showsItsTarget_fromItsPool() {
        OneMall one = rakuten();
        assertThat(one.store.mall().orElseThrow().contact().lastWrite()).isEmpty();
        one.run(one.worker("one"), SETTLED);
        assertThat(one.mall.count(ITEM)).isEqualTo(5);
        assertThat(one.stock.pool(one.channel, A)).isEqualTo(5);
        assertThat(one.stock.general(A)).isEqualTo(15);
        assertThat(one.store.mall().orElseThrow().contact().lastWrite()).isPresent();
    }

    @Test
    void aNewItem_withoutOpenOrders_isShownAsSoonAsAllOrdersAreKnown() {
        OneMall one = rakuten();
        Duration blind = one.mall.capabilities().blindWindow();
        one.run(one.worker("one"), blind.plusSeconds(20));
        assertThat(one.mall.count(ITEM)).isEqualTo(5);
    }

    @Test
    void aMallThatShowedACount_isTakenOver_withoutSellingItTwice() {
        OneMall one = new OneMall(Profile.RAKUTEN, MallSettings.Mode.SET_ASIDE, 5);
        one.stock.supply(A, 3);
        one.mall.list(ITEM, 50);
        one.map(ITEM, Part.of(A, 1));
        one.run(one.worker("one"), SETTLED);
        assertThat(one.mall.count(ITEM)).isEqualTo(3);
        assertThat(one.stock.pool(one.channel, A)).isEqualTo(3);
    }

    @Test
    void anOrder_isReservedFromThePool_andTheCountIsRefilled() {
        OneMall one = rakuten();
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number = one.mall.buy(Map.of(ITEM, 2L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofMinutes(2));
        assertThat(one.held(number, A)).isEqualTo(2);
        assertThat(one.mall.count(ITEM)).isEqualTo(5);
        assertThat(one.stock.level(A).total()).isEqualTo(18);
    }

    @Test
    void anOrder_isReserved_whileAMallChecksItForFraud() {
        OneMall one = rakuten();
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number = one.mall.buy(Map.of(ITEM, 1L), OrderState.HELD).orElseThrow();
        one.run(worker, Duration.ofMinutes(1));
        assertThat(one.held(number, A)).isEqualTo(1);
        one.mall.change(number, OrderState.CANCELLED);
        one.run(worker, Duration.ofMinutes(3));
        assertThat(one.held(number, A)).isZero();
        assertThat(one.mall.count(ITEM)).isEqualTo(5);
        assertThat(one.stock.level(A).total()).isEqualTo(20);
    }

    @Test
    void aChangedQuantity_isADifference() {
        OneMall one = rakuten();
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number = one.mall.buy(Map.of(ITEM, 2L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofMinutes(1));
        one.mall.change(number, 3);
        one.run(worker, Duration.ofMinutes(3));
        assertThat(one.held(number, A)).isEqualTo(2);
        assertThat(one.held(number + ".2", A)).isEqualTo(1);
        one.mall.change(number, 1);
        one.run(worker, Duration.ofMinutes(3));
        assertThat(one.held(number, A) + one.held(number + ".2", A)).isEqualTo(1);
    }

    @Test
    void aSplitOrder_keepsItsUnits_andACancelledPartGivesItsBack() {
        OneMall one = rakuten();
        one.stock.supply(B, 20);
        MallItem other = new MallItem("other", "");
        one.mall.list(other, 0);
        one.map(other, Part.of(B, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number = one.mall.buy(Map.of(ITEM, 1L, other, 1L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofMinutes(1));
        long commands = one.stock.commands;
        one.mall.split(number);
        one.run(worker, Duration.ofMinutes(3));
        assertThat(one.held(number, A) + one.held(number, B)).isEqualTo(2);
        assertThat(one.stock.commands).isEqualTo(commands);
        one.mall.change(number + "-0", OrderState.CANCELLED);
        one.run(worker, Duration.ofMinutes(3));
        assertThat(one.held(number, A) + one.held(number, B)).isEqualTo(1);
    }

    @Test
    void aSet_takesAllItsParts() {
        OneMall one = new OneMall(Profile.RAKUTEN, MallSettings.Mode.SET_ASIDE, 6);
        one.stock.supply(A, 10);
        one.stock.supply(B, 10);
        one.mall.list(SET, 0);
        one.map(SET, Part.of(A, 3), Part.of(B, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        assertThat(one.mall.count(SET)).isEqualTo(2);
        assertThat(one.stock.pool(one.channel, A)).isEqualTo(6);
        assertThat(one.stock.pool(one.channel, B)).isEqualTo(2);
        String number = one.mall.buy(Map.of(SET, 2L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofMinutes(2));
        assertThat(one.held(number, A)).isEqualTo(6);
        assertThat(one.held(number, B)).isEqualTo(2);
    }

    @Test
    void anOrderOfAnUnmappedItem_isTaken_howeverManyStayUnmapped() {
        OneMall one = shopify(1, 1, Part.of(A, 1));
        MallItem unknown = new MallItem("unknown", "");
        one.mall.list(unknown, 150);
        one.mall.list(SET, 1);
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        List<String> numbers = new ArrayList<>();
        for (int i = 1; i <= 120; i++) {
            MallItem item = i == 99 ? SET : unknown; // The last one by number.
            numbers.add(one.mall.buy(Map.of(item, 1L), OrderState.ACTIVE).orElseThrow());
        }
        one.run(worker, SETTLED);
        String last = numbers.get(98);
        assertThat(numbers).allMatch(number -> number.compareTo(last) <= 0);
        one.stock.supply(B, 10);
        one.map(SET, Part.of(B, 2));
        one.run(worker, SETTLED);
        assertThat(one.held(last, B)).isEqualTo(2);
        assertThat(one.store.unmappedOrders("", 1000)).hasSize(119);
    }

    @Test
    void anOrderOfAnUnmappedItem_isKept_andTakenWhenItIsMapped() {
        OneMall one = rakuten();
        MallItem unknown = new MallItem("unknown", "");
        one.mall.list(unknown, 3);
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number =
                one.mall.buy(Map.of(unknown, 1L, ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofMinutes(2));
        assertThat(one.held(number, A)).isEqualTo(1);
        assertThat(one.reports).contains("unmapped " + number);
        assertThat(one.store.unmappedOrders("", 10)).hasSize(1);
        one.stock.supply(B, 10);
        one.map(unknown, Part.of(B, 2));
        one.run(worker, SETTLED);
        assertThat(one.held(number + ".2", B)).isEqualTo(2);
        assertThat(one.store.unmappedOrders("", 10)).isEmpty();
        assertThat(one.mall.count(unknown)).isEqualTo(2);
        assertThat(one.stock.level(B).total()).isEqualTo(8);
    }

    @Test
    void aRemovedItem_showsNone_keepsItsOrders_andGivesBackWhatACancelledOneBrings() {
        OneMall one = rakuten();
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number = one.mall.buy(Map.of(ITEM, 2L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofMinutes(2));

        one.mappings().map(ITEM, List.of(), one.world.instant());
        one.run(worker, Duration.ofMinutes(5));
        assertThat(one.mall.count(ITEM)).isZero();
        assertThat(one.row(ITEM).parts()).isEmpty();
        assertThat(one.stock.pool(one.channel, A)).isZero();
        assertThat(one.held(number, A)).isEqualTo(2);

        one.mall.change(number, OrderState.CANCELLED);
        one.run(worker, Duration.ofMinutes(5));
        assertThat(one.held(number, A)).isZero();
        assertThat(one.stock.pool(one.channel, A)).isZero();
        assertThat(one.stock.general(A)).isEqualTo(20);

        one.mappings().map(ITEM, List.of(Part.of(A, 1)), one.world.instant());
        one.run(worker, SETTLED);
        assertThat(one.mall.count(ITEM)).isEqualTo(5);
    }

    @Test
    void anotherMapping_isSoldOnlyAfterTheMallShowedNone() {
        OneMall one = rakuten();
        one.stock.supply(B, 7);
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String old = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();

        one.mappings().map(ITEM, List.of(Part.of(B, 2)), one.world.instant());
        one.run(worker, SETTLED);
        assertThat(one.held(old, A)).isEqualTo(1);
        assertThat(one.stock.pool(one.channel, A)).isZero();
        assertThat(one.mall.count(ITEM)).isEqualTo(2);
        assertThat(one.stock.pool(one.channel, B)).isEqualTo(4);
        String number = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofMinutes(2));
        assertThat(one.held(number, B)).isEqualTo(2);
    }

    @Test
    void aPausedMall_isSentNothing_butItsOrdersAreTaken() {
        OneMall one = rakuten();
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        MallControl control = new MallControl(one.store, one.channel);
        control.pause();
        one.run(worker, Duration.ofSeconds(5));
        long writes = one.mall.writeRequests;
        String number = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.stock.sell(A, 5);
        one.run(worker, Duration.ofMinutes(5));
        assertThat(one.mall.writeRequests).isEqualTo(writes);
        assertThat(one.held(number, A)).isEqualTo(1);

        control.resume(one.world.instant());
        one.run(worker, Duration.ofMinutes(2));
        assertThat(one.mall.writeRequests).isGreaterThan(writes);
        assertThat(one.mall.count(ITEM)).isEqualTo(5);
    }

    @Test
    void aMallThatWasNeverConnected_isNotWorkedFor() {
        OneMall one = new OneMall(Profile.RAKUTEN, MallSettings.Mode.SET_ASIDE, 5);
        one.store.disconnect();
        one.stock.supply(A, 20);
        one.mall.list(ITEM, 3);
        one.map(ITEM, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, Duration.ofMinutes(1));
        assertThat(one.mall.count(ITEM)).isEqualTo(3);
        assertThat(one.mall.orderRequests + one.mall.writeRequests).isZero();

        new MallControl(one.store, one.channel).resume(one.world.instant());
        one.run(worker, SETTLED);
        assertThat(one.mall.count(ITEM)).isEqualTo(5);
    }

    @Test
    void aPush_correctsACountAtOnce() {
        OneMall one = rakuten();
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        one.mall.edit(ITEM, 1);
        new MallControl(one.store, one.channel).push(A, one.world.instant());
        one.run(worker, Duration.ofMinutes(3));
        assertThat(one.mall.count(ITEM)).isEqualTo(5);
    }

    @Test
    void whatAMallSoldBeyondItsPool_isReserved_andReported() {
        OneMall one = new OneMall(Profile.RAKUTEN, MallSettings.Mode.SET_ASIDE, 5);
        one.stock.supply(A, 2);
        one.mall.list(ITEM, 0);
        one.map(ITEM, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        one.mall.list(ITEM, 4); // A person raises the count in the mall's own screen.
        String number = one.mall.buy(Map.of(ITEM, 4L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofMinutes(5));
        assertThat(one.held(number, A)).isEqualTo(4);
        assertThat(one.stock.general(A)).isEqualTo(-2);
        assertThat(one.reports)
                .contains("oversold " + new OrderId(one.channel.value() + '-' + number) + " {A=2}");
    }

    @Test
    void anEditInTheMallsScreen_isFoundReportedAndCorrected() {
        OneMall one = rakuten();
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        one.mall.edit(ITEM, 1);
        one.run(worker, Duration.ofMinutes(13));
        assertThat(one.reports).contains("count item 5 1");
        assertThat(one.mall.count(ITEM)).isEqualTo(5);
    }

    @Test
    void shared_showsGeneralStock_withoutAPool() {
        OneMall one = new OneMall(Profile.RAKUTEN, MallSettings.Mode.SHARED, 50);
        one.stock.supply(A, 20);
        one.mall.list(ITEM, 0);
        one.map(ITEM, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        assertThat(one.mall.count(ITEM)).isEqualTo(20);
        one.stock.sell(A, 20);
        one.run(worker, Duration.ofSeconds(5));
        assertThat(one.mall.count(ITEM)).isZero();
        assertThat(one.stock.pool(one.channel, A)).isZero();
    }

    @Test
    void aSignal_bringsAnOrder_beforeTheNextList() {
        OneMall one = new OneMall(Profile.AMAZON, MallSettings.Mode.SET_ASIDE, 5);
        one.stock.supply(A, 20);
        one.mall.list(ITEM, 0);
        one.map(ITEM, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, Duration.ofMinutes(30));
        assertThat(one.mall.count(ITEM)).isEqualTo(5);
        String number = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.world.runUntil(one.world.elapsed() + 150_000);
        assertThat(one.mall.signals).isNotEmpty();
        long lists = one.mall.orderRequests;
        one.run(worker, Duration.ofSeconds(1));
        assertThat(one.held(number, A)).isEqualTo(1);
        assertThat(one.mall.orderRequests).isLessThanOrEqualTo(lists + 2);
        one.mall.signals.clear();
    }

    /** The mall sells the unit of a cancelled order again. */
    @Test
    void anOrder_waits_forTheUnitOfACancellationThatIsNotAnswered() {
        OneMall one = shopify(1, 1, Part.of(A, 1));
        one.mall.list(SET, 8);
        for (int i = 0; i < 8; i++) {
            assertThat(one.mall.buy(Map.of(SET, 1L), OrderState.ACTIVE)).isPresent();
        }
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String first = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofSeconds(30));
        assertThat(one.held(first, A)).isEqualTo(1);

        one.stock.lostCancellations = SimulatedStock.Lost.REQUEST;
        one.mall.change(first, OrderState.CANCELLED);
        String second = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofMinutes(2));
        assertThat(one.held(second, A)).isZero();
        assertThat(one.stock.general(A)).isZero();

        one.stock.lostCancellations = SimulatedStock.Lost.NOTHING;
        one.run(worker, Duration.ofMinutes(1));
        assertThat(one.held(first, A)).isZero();
        assertThat(one.held(second, A)).isEqualTo(1);
        assertThat(one.stock.general(A)).isZero();
        assertThat(one.reports).noneMatch(report -> report.startsWith("oversold"));
    }

    @Test
    void aMappedItem_isNotRaised_beforeAllItsOrdersAreTaken() {
        OneMall one = shopify(3000, 1, Part.of(A, 1));
        one.mall.list(SET, 2001);
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        for (int i = 0; i < 2000; i++) {
            assertThat(one.mall.buy(Map.of(SET, 1L), OrderState.ACTIVE)).isPresent();
        }
        one.run(worker, SETTLED);
        assertThat(one.store.unmappedOrders("", 5000)).hasSize(2000);
        one.stock.supply(B, 2010);
        one.mall.check =
                () -> {
                    if (one.mall.count(SET) > 1) {
                        assertThat(one.stock.held(one.channel, B)).isEqualTo(2000);
                    }
                };
        one.map(SET, Part.of(B, 1));
        one.run(worker, SETTLED);
        assertThat(one.mall.count(SET)).isEqualTo(10);
    }

    /** The cancelled order is the last one by number. */
    @Test
    void anOrder_waits_forTheUnitOfACancellationThatIsNotAnswered_howeverManyWait() {
        OneMall one = shopify(1, 1, Part.of(A, 1));
        one.mall.list(SET, 8);
        for (int i = 0; i < 8; i++) {
            assertThat(one.mall.buy(Map.of(SET, 1L), OrderState.ACTIVE)).isPresent();
        }
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String first = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofSeconds(30));
        one.mall.list(ITEM, 120);
        for (int i = 0; i < 120; i++) {
            assertThat(one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE)).isPresent();
        }

        one.stock.lostCancellations = SimulatedStock.Lost.REQUEST;
        one.mall.change(first, OrderState.CANCELLED);
        one.run(worker, Duration.ofMinutes(2));
        assertThat(one.reports).noneMatch(report -> report.startsWith("oversold"));

        one.stock.lostCancellations = SimulatedStock.Lost.NOTHING;
        one.run(worker, Duration.ofMinutes(2));
        assertThat(one.held(first, A)).isZero();
        assertThat(one.stock.held(one.channel, A)).isEqualTo(120);
        assertThat(one.reports).filteredOn(report -> report.startsWith("oversold")).hasSize(119);
    }

    @Test
    void aCommandInDoubt_isRepeated_alsoWhileNoIndexListsIt() {
        OneMall one = shopify(1, 1, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofSeconds(30));

        one.store.indexesStandStill = true;
        one.stock.lostCancellations = SimulatedStock.Lost.REQUEST;
        one.mall.change(number, OrderState.CANCELLED);
        one.run(worker, Duration.ofSeconds(30));
        assertThat(one.held(number, A)).isEqualTo(1);

        one.stock.lostCancellations = SimulatedStock.Lost.NOTHING;
        one.run(worker, Duration.ofSeconds(5));
        assertThat(one.held(number, A)).isZero();
    }

    /** The index lists it still, with a command that was answered long ago. */
    @Test
    void anOrder_isReservedAsItIsNow_notAsAnIndexLists() {
        OneMall one = shopify(1, 1, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        one.mall.list(ITEM, 2);
        String first = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofSeconds(30));
        String second = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.store.stopIndexesAt(row -> row.number().equals(second) && row.command().isPresent());
        one.run(worker, Duration.ofSeconds(5));
        assertThat(one.store.indexesStandStill).isTrue();
        assertThat(one.held(second, A)).isZero();

        one.mall.change(second, OrderState.CANCELLED);
        one.run(worker, Duration.ofSeconds(5));
        one.mall.change(first, OrderState.CANCELLED);
        one.stock.supply(A, 3);
        one.run(worker, Duration.ofSeconds(30));
        assertThat(one.held(first, A)).isZero();
        assertThat(one.held(second, A)).isZero();
    }

    @Test
    void aCommandInDoubt_isRepeatedByTheNextWorker_alsoWhileNoIndexListsIt() {
        OneMall one = shopify(1, 1, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofSeconds(30));
        one.store.indexesStandStill = true;
        one.stock.lostCancellations = SimulatedStock.Lost.REQUEST;
        one.mall.change(number, OrderState.CANCELLED);
        one.run(worker, Duration.ofSeconds(30));
        worker.release();

        one.stock.lostCancellations = SimulatedStock.Lost.NOTHING;
        one.run(one.worker("two"), Duration.ofSeconds(5));
        assertThat(one.held(number, A)).isZero();
    }

    @Test
    void anOrderThatIsSettled_isNotReadByTheNextWorkers() {
        OneMall one = shopify(1, 1, Part.of(A, 1));
        one.store.add(one.store.mallRow().withUnsettled(List.of("s-1")));
        MallWorker worker = one.worker("one");
        one.run(worker, Duration.ofSeconds(5));
        assertThat(one.store.mallRow().cursor().unsettled()).isEmpty();
    }

    /** The order was listed for the last time. */
    @Test
    void newsOfAnOrderWithoutAnAnswer_areKept() {
        OneMall one = shopify(2, 2, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number = one.mall.buy(Map.of(ITEM, 2L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofSeconds(30));
        one.stock.lostCancellations = SimulatedStock.Lost.REQUEST;
        one.mall.change(number, 1);
        one.run(worker, Duration.ofSeconds(30));
        one.mall.change(number, OrderState.CANCELLED);
        one.run(worker, Duration.ofSeconds(30));
        one.mall.hide(number);

        one.stock.lostCancellations = SimulatedStock.Lost.NOTHING;
        one.run(one.worker("two"), Duration.ofMinutes(2));
        assertThat(one.held(number, A)).isZero();
    }

    @Test
    void anOrderFromBeforeTheConnection_isNotTaken() {
        OneMall one = new OneMall(Profile.SHOPIFY, MallSettings.Mode.SET_ASIDE, 5);
        one.stock.supply(A, 20);
        one.mall.list(ITEM, 3);
        one.map(ITEM, Part.of(A, 1));
        String number = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.world.runUntil(one.world.elapsed() + 60_000);
        one.store.disconnect();
        one.store.add(MallRow.connected(one.channel, one.world.instant()));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        one.mall.change(number, OrderState.SHIPPED);
        one.run(worker, SETTLED);
        assertThat(one.held(number, A)).isZero();
        assertThat(one.stock.held(one.channel, A)).isZero();
    }

    /** The process goes on after a failure of the table. */
    @Test
    void aPageWhoseOrdersCannotBeStored_isReadAgain() {
        OneMall one = new OneMall(Profile.AMAZON, MallSettings.Mode.SET_ASIDE, 50);
        one.stock.supply(A, 100);
        one.mall.list(ITEM, 10);
        one.map(ITEM, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        for (int i = 0; i < 10; i++) {
            assertThat(one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE)).isPresent();
        }
        one.mall.signals.clear();
        one.world.runUntil(one.world.elapsed() + 300_000);
        one.mall.signals.clear();
        AtomicInteger failures = new AtomicInteger(1);
        one.store.saving =
                row -> {
                    if (row instanceof OrderRow order
                            && order.number().equals("a-5")
                            && failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("The table does not answer");
                    }
                };
        assertThatIllegalStateException().isThrownBy(() -> one.run(worker, SETTLED));

        one.world.runUntil(one.world.elapsed() + 600_000);
        one.mall.signals.clear();
        for (int i = 0; i < 1200; i++) {
            worker.round(List.of());
            one.world.runUntil(one.world.elapsed() + 500);
        }
        assertThat(one.stock.held(one.channel, A)).isEqualTo(10);
    }

    /** Amazon shows one order in two seconds, and a hundred in a list every three minutes. */
    @Test
    void lists_goOn_whileSignalsWait() {
        OneMall one = new OneMall(Profile.AMAZON, MallSettings.Mode.SET_ASIDE, 1000);
        one.stock.supply(A, 1000);
        one.mall.list(ITEM, 0);
        one.map(ITEM, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, Duration.ofMinutes(20));
        for (int i = 0; i < 600; i++) {
            assertThat(one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE)).isPresent();
        }
        one.run(worker, Duration.ofMinutes(10));
        assertThat(one.stock.held(one.channel, A)).isGreaterThan(500);
    }

    @Test
    void anOrderThatIsListedButNotShown_isAskedForAgain() {
        OneMall one = shopify(200, 500, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        Instant placedAt = one.world.instant();
        one.world.runUntil(one.world.elapsed() + 60_000);
        one.mall.signals.clear();
        one.mall.hide(number);
        for (int i = 0; i < 600; i++) {
            worker.round(List.of());
            one.world.runUntil(one.world.elapsed() + 500);
        }
        assertThat(knows(one, placedAt)).isFalse();

        one.mall.show(number);
        one.run(worker, Duration.ofMinutes(1));
        assertThat(one.held(number, A)).isEqualTo(1);
        assertThat(knows(one, placedAt)).isTrue();
    }

    @Test
    void anOrderThatIsNeverShown_holdsUpItsListForMinutesOnly() {
        OneMall one = shopify(200, 500, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        Instant placedAt = one.world.instant();
        one.mall.hide(number);
        one.run(worker, Duration.ofMinutes(12));
        assertThat(knows(one, placedAt)).isTrue();
        assertThat(one.store.mallRow().contact().lastProblem().orElseThrow().text())
                .isEqualTo("the mall lists order " + number + ", but does not show it");
    }

    /** Malls say seconds, and the second was not over. */
    @Test
    void aSecondChangeInTheSameSecond_isTaken() {
        Profile quick = new Profile("shopify", Profile.VISIBLE_AT_ONCE.capabilities(), true);
        OneMall one = new OneMall(quick, MallSettings.Mode.SET_ASIDE, 500);
        one.stock.supply(A, 200);
        one.mall.list(ITEM, 0);
        one.map(ITEM, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        one.world.runUntil(one.world.elapsed() / 1000 * 1000 + 1010);
        String number = one.mall.buy(Map.of(ITEM, 2L), OrderState.ACTIVE).orElseThrow();
        Signal signal = new Signal("s-1", number, one.world.second());
        worker.round(List.of(signal));
        assertThat(one.held(number, A)).isEqualTo(2);
        assertThat(one.world.second()).isEqualTo(signal.at());
        one.mall.change(number, OrderState.CANCELLED);
        one.mall.signals.clear();
        one.run(worker, Duration.ofMinutes(1));
        assertThat(one.held(number, A)).isZero();
    }

    /** The answer says whose unit it was; until then, orders have used those of the other page. */
    @Test
    void aUnitThatComesBack_backsTheSkusPageThatLacksOne() {
        OneMall one = shopify(5, 4, new Part(A, 1, 0, 2));
        one.mall.list(SET, 0);
        one.map(SET, new Part(A, 1, 1, 2));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String first = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        one.run(worker, SETTLED);
        assertThat(one.mall.count(ITEM)).isEqualTo(2);
        assertThat(one.mall.count(SET)).isEqualTo(1);

        one.stock.lostCancellations = SimulatedStock.Lost.ANSWER;
        one.mall.change(first, OrderState.CANCELLED);
        assertThat(one.mall.buy(Map.of(ITEM, 3L), OrderState.ACTIVE)).isPresent();
        assertThat(one.mall.buy(Map.of(SET, 1L), OrderState.ACTIVE)).isPresent();
        one.run(worker, Duration.ofSeconds(30));
        assertThat(one.stock.pool(one.channel, A)).isZero();

        one.stock.lostCancellations = SimulatedStock.Lost.NOTHING;
        one.run(worker, SETTLED);
        assertThat(one.row(ITEM).heldOf(A)).isZero();
        assertThat(one.row(SET).heldOf(A)).isZero();
        assertThat(one.mall.count(ITEM)).isZero();
        assertThat(one.mall.count(SET)).isZero();
    }

    @Test
    void aLoweredQuantity_backsTheItemThatItWasOf() {
        OneMall one = shopify(20, 40, new Part(A, 1, 0, 2));
        one.mall.list(SET, 0);
        one.map(SET, new Part(A, 3, 1, 2));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        Map<MallItem, Long> both = new LinkedHashMap<>();
        both.put(ITEM, 3L);
        both.put(SET, 1L);
        String number = one.mall.buy(both, OrderState.ACTIVE).orElseThrow();
        one.run(worker, Duration.ofSeconds(30));
        one.stock.supply(A, -one.stock.general(A));
        one.run(worker, Duration.ofSeconds(30));
        long heldBefore = one.row(ITEM).heldOf(A);
        long setBefore = one.row(SET).heldOf(A);
        one.mall.change(number, 1);
        for (int i = 0; i < 40 && one.held(number, A) == 6; i++) {
            worker.round(List.of());
            one.world.runUntil(one.world.elapsed() + 500);
        }
        assertThat(one.held(number, A)).isEqualTo(4);
        assertThat(one.row(ITEM).heldOf(A)).isEqualTo(heldBefore + 2);
        assertThat(one.row(SET).heldOf(A)).isEqualTo(setBefore);
    }

    /** A person raised the count in the mall's screen. */
    @Test
    void ordersThatLackUnits_areTaken_howeverManyWait() {
        OneMall one = shopify(5, 5, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        one.mall.list(ITEM, 150);
        for (int i = 0; i < 150; i++) {
            assertThat(one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE)).isPresent();
        }
        one.run(worker, SETTLED);
        assertThat(one.stock.held(one.channel, A)).isEqualTo(150);
    }

    @Test
    void anOrderThatLeavesAListOfSeveralPages_isNotThoughtToBeKnown() {
        OneMall one = shopify(200, 500, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        for (int i = 0; i < 150; i++) {
            assertThat(one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE)).isPresent();
        }
        String number = "s-99"; // The last one in the order of the pages.
        Instant placedAt = one.world.instant();
        one.world.runUntil(one.world.elapsed() + 60_000);
        one.mall.signals.clear();
        // While the orders of the first page are taken.
        one.world.after(1000, () -> one.mall.change(number, OrderState.SHIPPED));
        for (int i = 0; i < 20 && one.held("s-98", A) == 0; i++) {
            worker.round(List.of());
        }
        worker.round(List.of()); // It stores what the round before has learned.
        assertThat(one.held("s-98", A)).isEqualTo(1);
        assertThat(one.store.mallRow().cursor().changesUpTo()).isBeforeOrEqualTo(placedAt);

        one.mall.signals.clear();
        one.run(worker, Duration.ofMinutes(3));
        assertThat(one.held(number, A)).isEqualTo(1);
        assertThat(one.store.mallRow().cursor().changesUpTo()).isAfter(placedAt);
    }

    /** The mall is down when the list begins. */
    @Test
    void anOrderThatChangesBeforeAListIsAnswered_isNotThoughtToBeKnown() {
        OneMall one = shopify(200, 500, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        String number = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
        Instant placedAt = one.world.instant();
        one.mall.down(true);
        one.world.runUntil(one.world.elapsed() + 60_000);
        one.mall.signals.clear();
        for (int i = 0; i < 60; i++) {
            worker.round(List.of());
            one.world.runUntil(one.world.elapsed() + 500);
        }
        one.mall.change(number, OrderState.SHIPPED);
        one.world.runUntil(one.world.elapsed() + 60_000);
        one.mall.signals.clear();

        one.mall.down(false);
        for (int i = 0; i < 200 && !knows(one, placedAt); i++) {
            worker.round(List.of());
            one.world.runUntil(one.world.elapsed() + 500);
        }
        assertThat(knows(one, placedAt)).isTrue();
        assertThat(one.held(number, A)).isEqualTo(1);
    }

    /** An order of another customer changes while the request is on its way. */
    @Test
    void anOrderThatChangesWhileAListIsAskedFor_isNotThoughtToBeKnown() {
        OneMall one = new OneMall(Profile.VISIBLE_AT_ONCE, MallSettings.Mode.SET_ASIDE, 500);
        one.stock.supply(A, 200);
        one.mall.list(ITEM, 0);
        one.map(ITEM, Part.of(A, 1));
        MallWorker worker = one.worker("one");
        one.run(worker, SETTLED);
        for (int i = 0; i < 40; i++) {
            String number = one.mall.buy(Map.of(ITEM, 1L), OrderState.ACTIVE).orElseThrow();
            Instant placedAt = one.world.instant();
            one.world.runUntil(one.world.elapsed() + 20_000 + 25L * i); // Malls say seconds.
            one.world.after(100, () -> one.mall.change(number, OrderState.SHIPPED));
            while (!knows(one, placedAt)) {
                worker.round(List.of());
            }
            assertThat(one.held(number, A)).isEqualTo(1);
        }
    }

    private static boolean knows(OneMall one, Instant time) {
        return one.store.mallRow().cursor().changesUpTo().isAfter(time);
    }

    @Test
    void aSecondWorker_waitsForTheLease_andTakesOverWithinAMinute() {
        OneMall one = rakuten();
        MallWorker first = one.worker("first");
        first.round(List.of());
        MallRow mine = one.store.mallRow();
        MallWorker second = one.worker("second");
        second.round(List.of());
        assertThat(one.store.mallRow()).isEqualTo(mine);
        one.world.runUntil(one.world.elapsed() + MallRow.LEASE.toMillis());
        assertThat(MallRow.LEASE).isLessThan(Duration.ofMinutes(1));
        second.round(List.of());
        assertThat(one.store.mallRow().lease().holder()).isEqualTo("second");
        long requests = one.mall.orderRequests;
        first.round(List.of());
        first.round(List.of());
        assertThat(one.mall.orderRequests).isEqualTo(requests);
    }

    @Test
    void aWorkerThatEnds_leavesTheLeaseToTheNext() {
        OneMall one = rakuten();
        MallWorker first = one.worker("first");
        first.round(List.of());
        first.release();
        one.worker("second").round(List.of());
        assertThat(one.store.mallRow().lease().holder()).isEqualTo("second");
    }

    @Test
    void theRate_holdsOverWorkers() {
        OneMall one = rakuten();
        for (int i = 0; i < 30; i++) {
            MallItem item = new MallItem("more-" + i, "");
            one.mall.list(item, 9);
            one.map(item, Part.of(A, 1));
        }
        int workers = 0;
        long seconds = 0;
        while (seconds < 200) {
            MallWorker worker = one.worker("worker-" + ++workers);
            long end = one.world.elapsed() + 5000;
            while (one.world.elapsed() < end) {
                worker.round(List.of());
                one.world.runUntil(one.world.elapsed() + 100);
            }
            one.world.runUntil(one.world.elapsed() + MallRow.LEASE.toMillis());
            seconds = one.world.elapsed() / 1000;
        }
        assertThat(one.mall.writeRequests).isPositive().isLessThanOrEqualTo(seconds + 1);
    }

    /** A mall that restocks by itself. */
    private static OneMall shopify(long cap, long units, Part part) {
        OneMall one = new OneMall(Profile.SHOPIFY, MallSettings.Mode.SET_ASIDE, cap);
        one.stock.supply(A, units);
        one.mall.list(ITEM, 0);
        one.map(ITEM, part);
        return one;
    }

    private static OneMall rakuten() {
        OneMall one = new OneMall(Profile.RAKUTEN, MallSettings.Mode.SET_ASIDE, 5);
        one.stock.supply(A, 20);
        one.mall.list(ITEM, 0);
        one.map(ITEM, Part.of(A, 1));
        return one;
    }
}
