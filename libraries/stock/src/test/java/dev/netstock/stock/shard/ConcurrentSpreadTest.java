package dev.netstock.stock.shard;

import static dev.netstock.stock.model.ModelShop.NOTHING;
import static dev.netstock.stock.testing.Shop.item;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.shard.SpreadResult.Spread;
import dev.netstock.stock.testing.Invariants;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Spreads 100 units of tape while other processes change the same items. */
class ConcurrentSpreadTest {
    private static final ItemKey TAPE = item("tape", "east");

    private final ModelShop shop = new ModelShop();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 100, 1);
        shop.drainRequests();
    }

    @AfterEach
    void nothingIsLost() {
        Invariants.conservation(shop.items());
        Invariants.moves(shop.items(), shop.deltas());
    }

    @Test
    void spread_withoutConcurrentWrites_countsThenFillsThenOpensWithoutAPause() {
        assertThat(spread(4)).isEqualTo(new Spread(4, 75));

        assertThat(shop.drainRequests())
                .filteredOn(request -> !request.equals("items"))
                .containsExactly("setLayout", "move", "setLayout");
        assertThat(shop.passed()).isZero();
    }

    @Test
    void spread_overTheMostItems_isAllowed() {
        assertThat(spread(200)).isEqualTo(new Spread(200, 0));
        assertThat(spread(1)).isEqualTo(new Spread(1, 0));
        assertThatThrownBy(() -> spread(201)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> spread(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spread_whenNoUnitCouldBeMoved_doesNotLetOrdersPickFromEmptyItems() {
        shop.before("move", () -> shop.reserve("A-1", line("tape", "east", 60)));

        assertThat(spread(4)).isEqualTo(new Spread(4, 30));

        assertThat(shop.drainRequests())
                .filteredOn(request -> !request.equals("items"))
                .containsExactly("setLayout", "move", "move", "setLayout");
        assertThat(shop.available("tape", "east")).containsExactly(10L, 10L, 10L, 10L);
    }

    @Test
    void spread_whenAnotherChangedTheLayout_pausesAndContinues() {
        shop.before("setLayout", () -> spread(2));

        assertThat(spread(4)).isInstanceOf(Spread.class);

        assertThat(shop.passed()).isPositive();
        assertThat(shop.available("tape", "east")).containsExactly(25L, 25L, 25L, 25L);
    }

    @Test
    void spread_whenAnotherChangedTheLayoutAfterTheMove_countsWhatItMovedAndPauses() {
        shop.before("setLayout", NOTHING, () -> spread(4));

        assertThat(spread(4)).isEqualTo(new Spread(4, 75));

        assertThat(shop.passed()).isPositive();
    }

    @Test
    void spread_whenOneMoveOfSeveralIsRefused_opensAndMovesTheRestAfterAPause() {
        shop.before("move", NOTHING, () -> shop.reserve("A-1", line("tape", "east", 50)));

        assertThat(spread(20)).isInstanceOf(Spread.class);

        assertThat(shop.passed()).isPositive();
        assertThat(shop.available("tape", "east")).hasSize(20).allMatch(units -> units > 0);
    }

    @Test
    void spread_whenOthersAreFasterRepeatedly_pausesLongerEachTime() {
        spread(2);
        shop.before(
                "move", Collections.nCopies(6, (Runnable) this::disturb).toArray(Runnable[]::new));

        assertThat(spread(1)).isInstanceOf(Spread.class);

        assertThat(shop.passed()).isGreaterThan(Duration.ofMillis(20));
    }

    @Test
    void spread_whileInDebt_movesNothing() {
        spread(2);
        shop.reserve("A-1", line("tape", "east", 90));
        shop.supply("tape", "east", 80, 2);

        assertThat(spread(4)).isEqualTo(new Spread(2, 0));

        assertThat(shop.available("tape", "east")).containsExactly(-10L, 0L);
        shop.supply("tape", "east", 100, 3);
    }

    private SpreadResult spread(int openShards) {
        return shop.spread("tape", "east", openShards);
    }

    /** Moves one unit out of the second item. */
    private void disturb() {
        var lines = List.of(new DeltaLine(TAPE.shard(1), -1, 0), new DeltaLine(TAPE, 1, 0));
        boolean _ = shop.shards().moves().move(lines, shop.call());
    }
}
