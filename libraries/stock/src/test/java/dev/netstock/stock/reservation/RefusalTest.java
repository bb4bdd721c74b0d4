package dev.netstock.stock.reservation;

import static dev.netstock.stock.model.ModelShop.NOTHING;
import static dev.netstock.stock.testing.Shop.HOLD;
import static dev.netstock.stock.testing.Shop.item;
import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.reservation.ReserveResult.AlreadyReserved;
import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.reservation.ReserveResult.UnknownSkus;
import dev.netstock.stock.testing.Invariants;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The readings that precede a refusal, and the sold-out cache; 5 units of each SKU. */
class RefusalTest {
    /** Requests of one reading of 50 SKUs at three locations. */
    private static final int BATCHES = 2;

    private final ModelShop shop = new ModelShop();
    private int competitors;

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 5, 1);
        shop.supply("zinc", "east", 5, 1);
        shop.drainRequests();
    }

    @AfterEach
    void nothingIsLost() {
        Invariants.conservationInDebt(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
    }

    @Test
    void order_ofOneNamedItem_isRefusedByItsTake() {
        assertThat(shop.reserve("A-1", line("tape", "east", 6))).isEqualTo(shortOf("east", 6, 5));

        assertThat(shop.drainRequests()).containsExactly("take", "deltas");
    }

    @Test
    void order_ofASkuInDebt_isRefusedWithZeroAvailable() {
        shop.reserve("A-0", line("tape", "east", 5));
        shop.supply("tape", "east", 2, 2);

        assertThat(shop.reserve("A-1", line("tape", "east", 1))).isEqualTo(shortOf("east", 1, 0));
    }

    @Test
    void order_ofASkuOfAnotherLocation_isShortNotUnknown() {
        assertThat(shop.reserve("A-1", line("tape", "west", 1))).isEqualTo(shortOf("west", 1, 0));
        assertThat(shop.reserve("A-2", line("glue", "west", 1)))
                .isEqualTo(new UnknownSkus(List.of(new Sku("glue"))));
    }

    @Test
    void order_afterARefusal_readsBeforeItTakesUntilThereAreUnitsAgain() {
        refused("A-1");
        shop.supply("tape", "east", 50, 2);
        shop.drainRequests();

        assertThat(shop.reserve("A-2", line("tape", "east", 6))).isInstanceOf(Reserved.class);
        assertThat(shop.drainRequests()).containsExactly("deltas", "items", "take", "append");

        assertThat(shop.reserve("A-3", line("tape", "east", 6))).isInstanceOf(Reserved.class);
        assertThat(shop.drainRequests()).containsExactly("take", "append");
    }

    @Test
    void order_afterTwoRefusalsWithinASecond_isRefusedWithoutReadingItems() {
        refused("A-1");
        refused("A-2");
        shop.drainRequests();

        assertThat(shop.reserve("A-3", line("tape", "east", 6))).isEqualTo(shortOf("east", 6, 5));
        assertThat(shop.drainRequests()).containsExactly("deltas");
        assertThat(shop.reserve("A-4", line("tape", "east", 5))).isInstanceOf(Reserved.class);
    }

    @Test
    void order_ofSeveralLinesInARush_namesTheSoldOutLine() {
        refused("A-1");
        refused("A-2");
        shop.drainRequests();

        assertThat(shop.reserve("A-3", line("zinc", "east", 1), line("tape", "east", 6)))
                .isEqualTo(shortOf("east", 6, 5));
        assertThat(shop.drainRequests()).containsExactly("deltas");
    }

    @Test
    void order_inARush_isRefusedForHalfASecondFromTheStartOfTheLastTake() {
        refused("A-1");
        shop.after("take", () -> shop.pass(Duration.ofMillis(400)));
        refused("A-2");
        shop.drainRequests();

        shop.pass(Duration.ofMillis(499));
        refused("A-3");
        assertThat(shop.drainRequests()).containsExactly("deltas");
        shop.pass(Duration.ofMillis(1));
        refused("A-4");
        assertThat(shop.drainRequests()).containsExactly("deltas", "items");
    }

    @Test
    void order_fromAnywhere_isRefusedByTwoReadingsThatAgree() {
        shop.supply("tape", "west", 2, 1);
        shop.drainRequests();

        assertThat(shop.reserve("A-1", line("tape", 8))).isEqualTo(shortAnywhere(8, 7));

        assertThat(shop.drainRequests()).containsExactly("deltas", "items", "items");
    }

    @Test
    void order_fromAnywhere_isRefusedByTheThirdReadingIfTheFirstTwoDiffer() {
        shop.supply("tape", "west", 2, 1);
        shop.drainRequests();
        shop.before("items", NOTHING, () -> shop.supply("tape", "west", 1, 2));

        assertThat(shop.reserve("A-1", line("tape", 8))).isEqualTo(shortAnywhere(8, 6));

        assertThat(shop.drainRequests()).containsExactly("deltas", "items", "items", "items");
    }

    @Test
    void order_fromAnywhere_isRefusedByOneReadingThatAgreesWithTheLastRefusal() {
        shop.reserve("A-1", line("tape", 8));
        shop.drainRequests();

        assertThat(shop.reserve("A-2", line("tape", 8))).isEqualTo(shortAnywhere(8, 5));
        assertThat(shop.drainRequests()).containsExactly("deltas", "items");

        assertThat(shop.reserve("A-3", line("tape", 8))).isEqualTo(shortAnywhere(8, 5));
        assertThat(shop.drainRequests()).containsExactly("deltas");
    }

    @Test
    void order_whenUnitsChangedSinceTheCachedProof_isRefusedByTwoReadings() {
        shop.reserve("A-1", line("tape", 8));
        shop.supply("tape", "west", 1, 1);
        shop.drainRequests();

        assertThat(shop.reserve("A-2", line("tape", 8))).isEqualTo(shortAnywhere(8, 6));

        assertThat(shop.drainRequests()).containsExactly("deltas", "items", "items");
    }

    @Test
    void order_whenOnlyUnitsOfAnotherLineChanged_isRefusedByTwoReadings() {
        shop.supply("tape", "west", 2, 1);
        shop.drainRequests();
        shop.before("items", NOTHING, () -> shop.supply("zinc", "east", 9, 2));

        assertThat(shop.reserve("A-1", line("tape", 8), line("zinc", "east", 1)))
                .isEqualTo(shortAnywhere(8, 7));

        assertThat(shop.drainRequests()).containsExactly("deltas", "items", "items");
    }

    @Test
    void order_thatNeedsTooManyItems_isRefusedByTwoReadingsOfAllItsItems() {
        RequestedLine[] lines = linesOfTwoItemsEach(50);
        shop.drainRequests();
        var last = new Shortage(new Sku("wide-49"), Optional.empty(), 2, 1);

        assertThat(shop.reserve("A-1", lines)).isEqualTo(new InsufficientStock(List.of(last)));

        assertThat(shop.drainRequests()).filteredOn("items"::equals).hasSize(2 * BATCHES);
    }

    @Test
    void order_thatNeedsTooManyItems_whenUnitsOfAnotherLineChanged_isReadAgain() {
        RequestedLine[] lines = linesOfTwoItemsEach(50);
        shop.drainRequests();
        shop.before("items", Collections.nCopies(BATCHES, NOTHING).toArray(Runnable[]::new));
        shop.before(
                "items",
                () -> {
                    shop.supply("wide-10", "east", 0, 2);
                    shop.supply("wide-10", "east", 1, 3);
                });

        assertThat(shop.reserve("A-1", lines)).isInstanceOf(InsufficientStock.class);

        assertThat(shop.drainRequests()).filteredOn("items"::equals).hasSize(3 * BATCHES);
    }

    /** SKUs with one unit at each of two locations; each line needs both. */
    private RequestedLine[] linesOfTwoItemsEach(int count) {
        for (int i = 0; i < count; i++) {
            shop.supply(wide(i), "east", 1, 1);
            shop.supply(wide(i), "west", 1, 1);
        }
        return IntStream.range(0, count)
                .mapToObj(i -> line(wide(i), 2))
                .toArray(RequestedLine[]::new);
    }

    private static String wide(int number) {
        return "wide-%02d".formatted(number);
    }

    @Test
    void order_ofAnUnknownSku_isNotCachedAsSoldOut() {
        for (int i = 0; i < 4; i++) {
            assertThat(shop.reserve("A-" + i, line("glue", 1)))
                    .isEqualTo(new UnknownSkus(List.of(new Sku("glue"))));
            assertThat(shop.drainRequests()).containsExactly("deltas", "items", "items", "itemsOf");
        }
    }

    @Test
    void order_ofAKnownAndAnUnknownSku_namesTheUnknownOne() {
        assertThat(shop.reserve("A-1", line("tape", "east", 6), line("glue", "east", 1)))
                .isEqualTo(new UnknownSkus(List.of(new Sku("glue"))));
        assertThat(shop.reserve("A-2", line("tape", 1), line("glue", 1)))
                .isEqualTo(new UnknownSkus(List.of(new Sku("glue"))));
    }

    @Test
    void order_afterAReadingOfASplitSku_takesFromAnItemThatHasUnits() {
        shop.supply("tape", "east", 80, 2);
        shop.spread("tape", "east", 4);
        gatherIn(2);
        shop.reserve("A-0", line("tape", 1));
        shop.drainRequests();

        for (int order = 1; order < 10; order++) {
            shop.reserve("A-" + order, line("tape", "east", 1));
            assertThat(shop.drainRequests()).containsExactly("deltas", "take", "append");
        }
    }

    @Test
    void order_ofASplitSkuThatIsShort_isRefusedByTwoReadingsThatAgree() {
        shop.spread("tape", "east", 2);
        shop.drainRequests();

        assertThat(shop.reserve("A-1", line("tape", "east", 6))).isEqualTo(shortOf("east", 6, 5));

        assertThat(shop.drainRequests()).containsExactly("take", "deltas", "items", "items");
    }

    @Test
    void order_ofASplitSkuWhoseItemsHaveTooFewEach_takesFromSeveral() {
        shop.supply("tape", "east", 9, 2);
        shop.spread("tape", "east", 3);

        assertThat(shop.reserve("A-1", line("tape", "east", 5)))
                .isInstanceOfSatisfying(
                        Reserved.class,
                        result -> assertThat(result.reservation().items()).hasSize(2));
    }

    @Test
    void order_ofSeveralLinesThatIsShort_isRefusedByOneReadingOfOneItem() {
        assertThat(shop.reserve("A-2", line("zinc", "east", 1), line("tape", "east", 6)))
                .isEqualTo(shortOf("east", 6, 5));
        assertThat(shop.drainRequests()).containsExactly("deltas", "items");
    }

    @Test
    void order_ofSeveralLines_whenOthersAreFaster_takesAllAtOnceThenLineByLineThenIsRefused() {
        // The first try takes both lines at once: the second take is that of zinc.
        shop.before("take", this::competitorTakesTape, NOTHING);
        shop.before("items", NOTHING, this::competitorGivesBack);
        shop.before("take", this::competitorTakesTape, this::competitorTakesTape);
        shop.before("items", this::competitorGivesBack);

        assertThat(shop.reserve("A-1", line("tape", "east", 3), line("zinc", "east", 1)))
                .isEqualTo(shortOf("east", 3, 2));

        assertThat(shop.drainRequests())
                .containsExactly(
                        "deltas",
                        "items",
                        "take",
                        "take",
                        "giveBack",
                        "items",
                        "take",
                        "items",
                        "take");
        assertThat(shop.available("zinc", "east")).containsExactly(5L);
    }

    @Test
    void order_fromAnywhere_whenOthersAreFasterThreeTimes_readsAgainWithoutAPause() {
        competitorsTakeAndReleaseInEachRound(3);

        assertThat(shop.reserve("A-1", line("tape", 3))).isInstanceOf(Reserved.class);

        assertThat(shop.passed()).isZero();
    }

    @Test
    void order_fromAnywhere_whenOthersAreFasterFourTimes_pauses() {
        competitorsTakeAndReleaseInEachRound(4);

        assertThat(shop.reserve("A-1", line("tape", 3))).isInstanceOf(Reserved.class);

        assertThat(shop.passed()).isPositive();
    }

    @Test
    void order_fromAnywhere_whenOthersAreFasterSixTimes_isStillServed() {
        competitorsTakeAndReleaseInEachRound(6);

        assertThat(shop.reserve("A-1", line("tape", 3))).isInstanceOf(Reserved.class);
    }

    @Test
    void order_fromAnywhere_whenOthersAreAlwaysFaster_makesTheCallerRetry() {
        competitorsTakeAndReleaseInEachRound(7);

        assertThatThrownBy(() -> shop.reserve("A-1", line("tape", 3)))
                .isInstanceOfSatisfying(
                        RetryLaterException.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1)));

        assertThat(shop.drainRequests()).filteredOn("items"::equals).hasSize(7);
    }

    @Test
    void order_fromAnywhere_whoseOtherAttemptHoldsTheUnits_answersWithItsReservation() {
        shop.before(
                "items",
                () ->
                        shop.environment()
                                .reserveFlow()
                                .reserve(order("A-1", line("tape", 3)), shop.call()));

        assertThat(shop.reserve("A-1", line("tape", 3))).isInstanceOf(AlreadyReserved.class);

        assertThat(shop.available("tape", "east")).containsExactly(2L);
    }

    @Test
    void order_ofItemsThatACrashLeftClosed_reopensThemAfterASecond() {
        shop.supply("tape", "east", 100, 2);
        shop.spread("tape", "east", 4);
        shop.reserve("A-0", line("tape", "east", 60));
        var death = new IllegalStateException("The function is dead");
        shop.before(
                "move",
                () -> {
                    throw death;
                });
        assertThatThrownBy(() -> shop.supply("tape", "east", 20, 3)).isSameAs(death);
        long most = shop.items().stream().mapToLong(item -> item.available()).max().orElseThrow();

        assertThatThrownBy(() -> shop.reserve("A-1", line("tape", "east", 36)))
                .isInstanceOf(RetryLaterException.class);
        shop.pass(Duration.ofSeconds(1));
        assertThat(shop.reserve("A-1", line("tape", "east", 36))).isInstanceOf(Reserved.class);

        assertThat(most).isLessThan(36);
        assertThat(shop.item(item("tape", "east")).layout().isClosing()).isFalse();
    }

    @Test
    void confirm_ofAnExpiredOrder_takesItsLinesFromTheirOldLocations() {
        shop.supply("tape", "west", 5, 1);
        shop.reserve("A-1", line("tape", "west", 2), line("zinc", "east", 1));
        shop.pass(HOLD);
        shop.expire("A-1");

        assertThat(shop.confirm("A-1")).isInstanceOf(ConfirmResult.Confirmed.class);

        assertThat(shop.available("tape", "west")).containsExactly(3L);
        assertThat(shop.available("tape", "east")).containsExactly(5L);
        assertThat(shop.available("zinc", "east")).containsExactly(4L);
    }

    private void refused(String order) {
        assertThat(shop.reserve(order, line("tape", "east", 6)))
                .isInstanceOf(InsufficientStock.class);
    }

    /**
     * In each round, another order takes 3 units of tape before the take, and releases them before
     * the next reading.
     */
    private void competitorsTakeAndReleaseInEachRound(int rounds) {
        shop.before("items", NOTHING);
        for (int round = 0; round < rounds; round++) {
            shop.before("take", this::competitorTakesTape);
            shop.before("items", this::competitorGivesBack);
        }
    }

    /** Moves all 80 units of tape to this item. */
    private void gatherIn(int shard) {
        ItemKey tape = item("tape", "east");
        List<DeltaLine> lines =
                IntStream.range(0, 4)
                        .mapToObj(i -> new DeltaLine(tape.shard(i), i == shard ? 60 : -20, 0))
                        .toList();
        assertThat(shop.shards().moves().move(lines, shop.call())).isTrue();
    }

    private void competitorTakesTape() {
        shop.reserve("B-" + ++competitors, line("tape", "east", 3));
    }

    private void competitorGivesBack() {
        shop.release("B-" + competitors);
    }

    private static InsufficientStock shortOf(String location, long units, long left) {
        return new InsufficientStock(
                List.of(
                        new Shortage(
                                new Sku("tape"),
                                Optional.of(new Location(location)),
                                units,
                                left)));
    }

    private static InsufficientStock shortAnywhere(long units, long left) {
        return new InsufficientStock(
                List.of(new Shortage(new Sku("tape"), Optional.empty(), units, left)));
    }
}
