package dev.netstock.stock.supply;

import static dev.netstock.stock.model.ModelShop.LOST;
import static dev.netstock.stock.model.ModelShop.NOTHING;
import static dev.netstock.stock.model.ModelShop.change;
import static dev.netstock.stock.model.ModelShop.failing;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.CallFailure;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Supply from the ledger, with concurrent updates and lost responses. */
class ConcurrentSupplyTest {
    private final ModelShop shop = new ModelShop();

    @AfterEach
    void everySupplyHasItsRow() {
        Invariants.conservationInDebt(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
    }

    @Test
    void apply_toANewItem_looksUpNoRow() {
        shop.supply("tape", "east", 5, 1);

        // The items of the SKU, for a purchase limit that it has at another location: before the
        // item exists, and again for one that was set meanwhile.
        assertThat(shop.drainRequests())
                .containsExactly("items", "itemsOf", "setSupply", "itemsOf", "append");
    }

    @Test
    void apply_ofNewSkusAtManyLocations_readsEachSkuOnceBeforeAndOnceAfterItsItemsExist() {
        shop.supply(
                change("tape", "east", 5, 1),
                change("tape", "west", 5, 1),
                change("nails", "east", 5, 1),
                change("tape", "north", 5, 1));

        List<String> requests = shop.drainRequests();
        assertThat(requests).filteredOn("itemsOf"::equals).hasSize(4);
        assertThat(requests).filteredOn("append"::equals).hasSize(4);
        assertThat(requests.lastIndexOf("setSupply")).isLessThan(requests.indexOf("append"));
    }

    @Test
    void apply_whenAFunctionDiedBeforeTheRowsOfManyLocations_readsTheSkuOnce() {
        dieBeforeTheRows(change("tape", "east", 5, 1), change("tape", "west", 6, 1));
        shop.drainRequests();

        shop.supply(change("tape", "east", 7, 2), change("tape", "west", 8, 2));

        assertThat(shop.drainRequests())
                .containsExactly(
                        "items",
                        "existing",
                        "itemsOf",
                        "append",
                        "setSupply",
                        "append",
                        "append",
                        "setSupply",
                        "append");
    }

    @Test
    void apply_whenTheLastRowExists_writesOneRow() {
        shop.supply("tape", "east", 5, 1);
        shop.drainRequests();

        shop.supply("tape", "east", 7, 2);

        assertThat(shop.drainRequests())
                .containsExactly("items", "existing", "setSupply", "append");
    }

    @Test
    void apply_whenAFunctionDiedBeforeItsRow_writesThatRowFirst() {
        dieBeforeTheRow(5, 1);
        shop.drainRequests();

        shop.supply("tape", "east", 7, 2);

        assertThat(shop.drainRequests())
                .containsExactly("items", "existing", "itemsOf", "append", "setSupply", "append");
        assertThat(steps()).containsExactly(Delta.ledgerStepKey(1), Delta.ledgerStepKey(2));
    }

    @Test
    void apply_ofTheVersionWhoseRowIsMissing_writesTheRowAndIsAlreadyApplied() {
        dieBeforeTheRow(5, 1);

        assertThat(shop.supply("tape", "east", 5, 1))
                .isEqualTo(new SupplyOutcome.AlreadyApplied(1));

        assertThat(steps()).containsExactly(Delta.ledgerStepKey(1));
    }

    @Test
    void apply_whoseResponseIsLost_recognizesItsOwnWrite() {
        shop.supply("tape", "east", 5, 1);
        shop.reserve("A-1", line("tape", "east", 2));
        shop.after("setSupply", LOST);

        assertThat(shop.supply("tape", "east", 9, 2)).isEqualTo(new SupplyOutcome.Applied(4, 7));

        assertThat(steps()).contains(Delta.ledgerStepKey(2));
    }

    @Test
    void apply_whoseResponseIsLostOnASplitSku_returnsTheUnitsOfAllItems() {
        shop.supply("tape", "east", 40, 1);
        shop.spread("tape", "east", 4);
        shop.after("setSupply", LOST);

        assertThat(shop.supply("tape", "east", 50, 2)).isEqualTo(new SupplyOutcome.Applied(10, 50));
    }

    @Test
    void apply_whenANewerVersionWasFaster_changesNothing() {
        shop.supply("tape", "east", 5, 1);
        shop.before("setSupply", () -> shop.supply("tape", "east", 9, 3));

        assertThat(shop.supply("tape", "east", 7, 2))
                .isEqualTo(new SupplyOutcome.AlreadyApplied(3));

        assertThat(shop.available("tape", "east")).containsExactly(9L);
    }

    @Test
    void apply_whenOlderVersionsAreFasterNineTimes_appliesTheRestOfTheDifference() {
        overtakenBy(9);

        assertThat(shop.supply("tape", "east", 100, 100))
                .isEqualTo(new SupplyOutcome.Applied(91, 100));
    }

    @Test
    void apply_whenOlderVersionsAreAlwaysFaster_mustBeRetried() {
        overtakenBy(10);

        assertThat(shop.supply("tape", "east", 100, 100)).isEqualTo(new SupplyOutcome.TryAgain());

        assertThat(shop.available("tape", "east")).containsExactly(10L);
    }

    @Test
    void apply_ofABatchThatCannotBeRead_mustBeRetried() {
        shop.within(Duration.ofSeconds(1));
        shop.before("items", throttled(100));

        assertThat(shop.supply(change("tape", "east", 5, 1), change("nails", "east", 5, 1)))
                .containsExactly(new SupplyOutcome.TryAgain(), new SupplyOutcome.TryAgain());
    }

    @Test
    void apply_whenOneItemIsThrottled_mustBeRetriedOnlyForThatItem() {
        shop.within(Duration.ofSeconds(1));
        shop.before("setSupply", NOTHING);
        shop.before("setSupply", throttled(100));

        assertThat(shop.supply(change("tape", "east", 5, 1), change("nails", "east", 6, 1)))
                .containsExactly(new SupplyOutcome.Applied(5, 5), new SupplyOutcome.TryAgain());
    }

    @Test
    void apply_ofMoreItemsThanARequestReads_appliesThemAll() {
        List<SupplyOutcome> outcomes =
                shop.supply(
                        IntStream.range(0, 201)
                                .mapToObj(i -> change("sku-" + i, "east", i, 1))
                                .toArray(SupplyChange[]::new));

        assertThat(outcomes)
                .isEqualTo(
                        LongStream.range(0, 201)
                                .mapToObj(i -> new SupplyOutcome.Applied(i, i))
                                .toList());
        assertThat(shop.drainRequests()).filteredOn("items"::equals).hasSize(3);
    }

    @Test
    void apply_ofTwoVersionsInOneCall_reportsTheOlderAsAlreadyApplied() {
        assertThat(shop.supply(change("tape", "east", 9, 3), change("tape", "east", 5, 2)))
                .containsExactly(
                        new SupplyOutcome.Applied(9, 9), new SupplyOutcome.AlreadyApplied(3));
        assertThat(shop.supply(change("tape", "east", 1, 1), change("tape", "east", 2, 2)))
                .containsExactly(
                        new SupplyOutcome.AlreadyApplied(3), new SupplyOutcome.AlreadyApplied(3));
    }

    @Test
    void apply_ofOneVersionWithTwoNumbersInOneCall_takesTheFirst() {
        shop.supply(change("tape", "east", 9, 1), change("tape", "east", 5, 1));

        assertThat(shop.available("tape", "east")).containsExactly(9L);
    }

    @Test
    void growth_ofASplitSku_isSpread() {
        shop.supply("tape", "east", 40, 1);
        shop.spread("tape", "east", 4);

        assertThat(shop.supply("tape", "east", 400, 2))
                .isEqualTo(new SupplyOutcome.Applied(360, 400));

        assertThat(shop.available("tape", "east")).containsExactly(100L, 100L, 100L, 100L);
    }

    @Test
    void growth_ofASplitSku_whenItCannotBeSpread_isSoldFromTheFirstItem() {
        shop.supply("tape", "east", 40, 1);
        shop.spread("tape", "east", 4);
        shop.within(Duration.ofSeconds(1));
        shop.before("move", throttled(100));

        assertThat(shop.supply("tape", "east", 400, 2))
                .isEqualTo(new SupplyOutcome.Applied(360, 400));

        assertThat(shop.available("tape", "east")).containsExactly(370L, 10L, 10L, 10L);
    }

    @Test
    void supplyOfASplitSku_whenItDoesNotGrow_movesNothing() {
        shop.supply("tape", "east", 40, 1);
        shop.spread("tape", "east", 4);
        var all = new DeltaLine(Shop.item("tape", "east").shard(1), -10, 0);
        boolean _ =
                shop.shards()
                        .moves()
                        .move(
                                List.of(all, new DeltaLine(Shop.item("tape", "east"), 10, 0)),
                                shop.call());

        shop.supply("tape", "east", 40, 2);

        assertThat(shop.available("tape", "east")).containsExactly(20L, 0L, 10L, 10L);
    }

    @Test
    void growth_ofASkuThatWasSplitAndMerged_movesNothing() {
        shop.supply("tape", "east", 40, 1);
        shop.spread("tape", "east", 4);
        shop.spread("tape", "east", 1);
        shop.drainRequests();

        assertThat(shop.supply("tape", "east", 50, 2)).isEqualTo(new SupplyOutcome.Applied(10, 50));

        assertThat(shop.drainRequests()).doesNotContain("move", "setLayout");
    }

    @Test
    void row_ofASupply_hasTimeCallerAndVersion() {
        shop.supply("tape", "east", 5, 7);

        assertThat(shop.deltas())
                .singleElement()
                .satisfies(
                        delta -> {
                            assertThat(delta.step()).isEqualTo(Delta.ledgerStepKey(7));
                            assertThat(delta.origin().at()).isEqualTo("2026-11-21T02:03:04.567Z");
                            assertThat(delta.origin().who()).isEqualTo("test");
                            assertThat(delta.origin().traceId()).isEqualTo("trace");
                        });
    }

    @Test
    void change_outsideItsRange_isIllegal() {
        assertThat(change("tape", "east", SupplyChange.SUPPLY_MAX, 1).supply()).isPositive();
        assertThat(change("tape", "east", -SupplyChange.SUPPLY_MAX, 1).supply()).isNegative();
        assertThatThrownBy(() -> change("tape", "east", SupplyChange.SUPPLY_MAX + 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> change("tape", "east", -SupplyChange.SUPPLY_MAX - 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> change("tape", "east", 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Applies versions 1, 2, … before ours, one each time. */
    private void overtakenBy(int times) {
        shop.before(
                "setSupply",
                IntStream.rangeClosed(1, times)
                        .<Runnable>mapToObj(i -> () -> shop.supply("tape", "east", i, i))
                        .toArray(Runnable[]::new));
    }

    private void dieBeforeTheRow(long supply, long version) {
        dieBeforeTheRows(change("tape", "east", supply, version));
    }

    private void dieBeforeTheRows(SupplyChange... changes) {
        var death = new IllegalStateException("The function is dead");
        shop.before(
                "append",
                () -> {
                    throw death;
                });
        assertThatThrownBy(() -> shop.supply(changes)).isSameAs(death);
    }

    private static Runnable[] throttled(int times) {
        return Collections.nCopies(times, failing(CallFailure.Kind.THROTTLED))
                .toArray(Runnable[]::new);
    }

    private List<String> steps() {
        return shop.deltas().stream().map(Delta::step).toList();
    }
}
