package dev.netstock.stock.shard;

import static dev.netstock.stock.model.ModelShop.NOTHING;
import static dev.netstock.stock.testing.Shop.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.supply.SupplyOutcome;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Decreases of the supply of a split SKU: 100 units, 25 in each of four items, unless stated
 * otherwise.
 */
class ShardCollectorTest {
    private static final ItemKey TAPE = item("tape", "east");

    private final ModelShop shop = new ModelShop();

    @AfterEach
    void nothingIsLostOrOversold() {
        Invariants.conservationInDebt(shop.items());
        Invariants.moves(shop.items(), shop.deltas());
    }

    @Test
    void shrink_byMoreThanTheFirstItemHas_collectsUnitsAndAMarginFromFewItems() {
        spread(100, 4);
        competitorMoves(1, 2, 1);

        assertThat(shrinkBy(30)).isEqualTo(new SupplyOutcome.Applied(-30, 70));

        assertThat(available()).containsExactly(16L, 24L, 5L, 25L);
        assertThat(moves()).contains(List.of(line(2, -21), line(0, 21)));
    }

    @Test
    void shrink_byUnitsThatTheFirstItemHas_movesNothing() {
        spread(100, 4);
        shop.drainRequests();

        shrinkBy(25);

        assertThat(available()).containsExactly(0L, 25L, 25L, 25L);
        // The last two sum the units.
        assertThat(shop.drainRequests())
                .containsExactly("items", "existing", "setSupply", "append", "items", "items");
    }

    @Test
    void collect_whenUnitsCameBackMeanwhile_movesNothing() {
        spread(100, 4);
        shop.drainRequests();

        assertThat(shop.shards().collector().collect(TAPE, 25, shop.call())).isEmpty();

        assertThat(shop.drainRequests()).containsExactly("items", "items");
        assertThat(available()).containsExactly(25L, 25L, 25L, 25L);
    }

    @Test
    void shrink_toTheLastUnit_closesNothing() {
        spread(100, 4);

        assertThat(shrinkBy(100)).isEqualTo(new SupplyOutcome.Applied(-100, 0));

        assertThat(available()).containsExactly(0L, 0L, 0L, 0L);
        assertThat(shop.items()).noneMatch(item -> item.layout().isClosing());
    }

    @Test
    void collect_fromManyItems_movesFewLinesPerTransactionAndNoEmptyLines() {
        spread(60, 30);
        shop.drainRequests();

        shop.shards().collector().collect(TAPE, 60, shop.call());

        assertThat(available()).startsWith(60L).containsOnly(60L, 0L);
        assertThat(shop.drainRequests()).containsExactly("items", "items", "move", "move", "move");
        assertThat(moves()).allMatch(lines -> lines.size() <= SpreadPolicy.LINES_MAX);
    }

    @Test
    void collect_fromAsManyItemsAsATransactionHolds_movesOnce() {
        spread(24, 12);
        shop.drainRequests();

        shop.shards().collector().collect(TAPE, 24, shop.call());

        assertThat(shop.drainRequests()).containsExactly("items", "items", "move");
    }

    @Test
    void collect_whenOneOfSeveralTransactionsIsRefused_readsAgainBeforeTheNext() {
        spread(60, 30);
        shop.before("move", NOTHING, this::takeFromAllOthers);
        shop.drainRequests();

        shop.shards().collector().collect(TAPE, 60, shop.call());

        assertThat(shop.drainRequests())
                .containsExactly(
                        "items", "items", "move", "move", "items", "items", "move", "move");
        assertThat(available()).startsWith(60L);
    }

    @Test
    void collect_whenOthersAreFasterThreeTimes_readsAgainWithoutAPause() {
        spread(100, 4);
        shop.before("move", disturbing(3));

        shop.shards().collector().collect(TAPE, 30, shop.call());

        assertThat(shop.passed()).isZero();
        assertThat(available().getFirst()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void collect_whenOthersAreFasterFourTimes_pauses() {
        spread(100, 4);
        shop.before("move", disturbing(4));

        shop.shards().collector().collect(TAPE, 30, shop.call());

        assertThat(shop.passed()).isBetween(Duration.ofNanos(1), Duration.ofMillis(10));
        assertThat(available().getFirst()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void collect_whenOthersAreAlwaysFaster_endsAtTheDeadline() {
        spread(100, 4);
        shop.before("move", disturbing(200));
        shop.within(Duration.ofSeconds(1));

        assertThatThrownBy(() -> shop.shards().collector().collect(TAPE, 30, shop.call()))
                .isInstanceOf(RetryLaterException.class);
        assertThat(shop.passed()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shrink_belowTheSoldUnits_closesAllOtherItemsAndPutsTheFirstInDebt() {
        spread(100, 4);
        shop.reserve("A-1", Shop.line("tape", "east", 90));

        assertThat(supply(70, 3)).isEqualTo(new SupplyOutcome.Applied(-30, -20));

        assertThat(available()).containsExactly(-20L, 0L, 0L, 0L);
        Optional<String> closing = shop.item(TAPE).layout().closing();
        assertThat(closing).isPresent();
        assertThat(layoutsOfOthers(4)).containsOnly(Layout.OF_OTHERS.withClosing(closing));
    }

    @Test
    void shrink_belowTheSoldUnits_alsoClosesItemsThatDoNotExistYet() {
        spread(3, 8);
        shop.reserve("A-1", Shop.line("tape", "east", 2));
        assertThat(shop.items()).hasSize(1);

        supply(0, 3);

        Optional<String> closing = shop.item(TAPE).layout().closing();
        assertThat(shop.available("tape", "east")).containsExactly(-2L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
        assertThat(layoutsOfOthers(8)).containsOnly(Layout.OF_OTHERS.withClosing(closing));
    }

    @Test
    void shrink_whenAClosedItemHasUnits_collectsThemBeforeTheFirstFallsBelowZero() {
        spread(100, 4);
        shop.reserve("A-1", Shop.line("tape", "east", 70));
        // The first move collects the units of the closed item: another process takes part of them
        // before.
        shop.before("move", () -> competitorMoves(3, 0, 1));

        supply(50, 3);

        assertThat(available()).containsExactly(-20L, 0L, 0L, 0L);
    }

    @Test
    void shrink_whenAnItemGetsUnitsWhileItIsBeingClosed_closesItAfterTheNextReading() {
        spread(100, 4);
        shop.reserve("A-1", Shop.line("tape", "east", 90));
        // The second change of a layout closes item 1: another collector closes it before.
        shop.before(
                "setLayout",
                NOTHING,
                () ->
                        setLayout(
                                1,
                                Layout.OF_OTHERS,
                                Layout.OF_OTHERS.withClosing(Optional.of("0-x"))));

        supply(70, 3);

        assertThat(layoutsOfOthers(4))
                .containsOnly(Layout.OF_OTHERS.withClosing(shop.item(TAPE).layout().closing()));
    }

    private void spread(long units, int shards) {
        supply(units, 1);
        shop.spread("tape", "east", shards);
    }

    private SupplyOutcome supply(long supply, long version) {
        return shop.supply("tape", "east", supply, version);
    }

    private SupplyOutcome shrinkBy(long units) {
        return supply(100 - units, 2);
    }

    private List<Long> available() {
        return shop.available("tape", "east");
    }

    /** Moves nearly all units of the fullest item to another one, a number of times. */
    private Runnable[] disturbing(int times) {
        competitorMoves(2, 1, 20);
        return Collections.nCopies(times, (Runnable) this::disturb).toArray(Runnable[]::new);
    }

    private void disturb() {
        List<Long> units = available().subList(1, 4);
        int fullest = 1 + units.indexOf(Collections.max(units));
        competitorMoves(fullest, fullest == 1 ? 2 : 1, Collections.max(units) - 1);
    }

    /** Moves one unit of each item that has units to the second. */
    private void takeFromAllOthers() {
        List<Long> units = available();
        int emptied = (int) units.stream().skip(1).filter(of -> of == 0).count();
        assertThat(emptied).isEqualTo(11);
        List<DeltaLine> lines = new ArrayList<>();
        int to = units.subList(1, units.size()).indexOf(0L) + 1;
        for (int shard = 1; shard < units.size(); shard++) {
            if (units.get(shard) > 0) {
                lines.add(line(shard, -1));
            }
        }
        lines.add(line(to, lines.size()));
        boolean _ = shop.shards().moves().move(lines, shop.call());
    }

    private void competitorMoves(int from, int to, long units) {
        boolean _ =
                shop.shards()
                        .moves()
                        .move(List.of(line(from, -units), line(to, units)), shop.call());
    }

    private void setLayout(int shard, Layout expected, Layout next) {
        Optional<StockItem> _ =
                shop.shards()
                        .tables()
                        .setLayout(TAPE.shard(shard), expected, next, "other", shop.call());
    }

    private List<Layout> layoutsOfOthers(int shards) {
        return shop.items().stream().map(item -> item.layout()).skip(1).limit(shards - 1).toList();
    }

    private List<List<DeltaLine>> moves() {
        return shop.deltas().stream()
                .filter(delta -> delta.cause().kind() == Cause.Kind.MOVE)
                .map(Delta::lines)
                .toList();
    }

    private static DeltaLine line(int shard, long units) {
        return new DeltaLine(TAPE.shard(shard), units, 0);
    }
}
