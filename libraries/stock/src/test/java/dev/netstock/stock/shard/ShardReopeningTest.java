package dev.netstock.stock.shard;

import static dev.netstock.stock.testing.Shop.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** 40 units of tape in four items; 30 are sold, and the supply is 10 units short of that. */
class ShardReopeningTest {
    private static final ItemKey TAPE = item("tape", "east");

    private final ModelShop shop = new ModelShop();

    @BeforeEach
    void fallIntoDebt() {
        shop.supply("tape", "east", 40, 1);
        shop.spread("tape", "east", 4);
        shop.reserve("A-1", Shop.line("tape", "east", 30));
        shop.supply("tape", "east", 20, 2);
        assertThat(available()).containsExactly(-10L, 0L, 0L, 0L);
    }

    @Test
    void isDue_whileInDebt_isFalse() {
        shop.pass(Duration.ofSeconds(1));
        assertThat(isDue()).isFalse();

        shop.supply("tape", "east", 30, 3);
        assertThat(available()).startsWith(0L);
        assertThat(isDue()).isFalse();
    }

    @Test
    void isDue_whenThereAreUnitsAgain_isTrueASecondAfterTheClosing() {
        shop.supply("tape", "east", 31, 3);

        shop.pass(Duration.ofMillis(999));
        assertThat(isDue()).isFalse();
        shop.pass(Duration.ofMillis(1));
        assertThat(isDue()).isTrue();
    }

    @Test
    void isDue_ofAClosingThatTheFirstItemDoesNotName_isTrueEvenInDebt() {
        shop.pass(Duration.ofSeconds(1));
        close(2, "1-other");

        assertThat(isDue()).isTrue();
    }

    @Test
    void reopen_whenTheFirstItemIsEmptyAndACrashLeftUnitsInClosedItems_opensThem() {
        shop.supply("tape", "east", 70, 3);
        shop.pass(Duration.ofSeconds(1));
        shop.spread("tape", "east", 4);
        moveFromTheFirst(10);
        for (int shard = 0; shard < 4; shard++) {
            close(shard, shop.shards().reopening().newClosing());
        }
        assertThat(isDue()).isFalse();

        shop.pass(Duration.ofSeconds(1));
        assertThat(isDue()).isTrue();
        assertThat(reopen()).isTrue();

        assertThat(closings()).isEmpty();
    }

    @Test
    void spread_aSecondAfterTheDebtIsPaid_opensAllItemsAndSpreads() {
        shop.supply("tape", "east", 70, 3);
        assertThat(shop.spread("tape", "east", 4)).isEqualTo(new SpreadResult.Spread(4, 0));
        assertThat(available()).containsExactly(40L, 0L, 0L, 0L);

        shop.pass(Duration.ofSeconds(1));
        assertThat(shop.spread("tape", "east", 4)).isEqualTo(new SpreadResult.Spread(4, 30));

        assertThat(available()).containsExactly(10L, 10L, 10L, 10L);
        assertThat(closings()).isEmpty();
    }

    @Test
    void reopen_whenACrashLeftOnlyTheFirstItemOpen_opensTheOthersAlthoughAllIsSold() {
        shop.supply("tape", "east", 70, 3);
        shop.pass(Duration.ofSeconds(1));
        setLayout(0, shop.item(TAPE).layout().withClosing(Optional.empty()));
        shop.reserve("A-2", Shop.line("tape", "east", 40));
        assertThat(available()).containsExactly(0L, 0L, 0L, 0L);

        assertThat(isDue()).isTrue();
        assertThat(reopen()).isTrue();

        assertThat(closings()).isEmpty();
    }

    @Test
    void reopen_ofAnItemOfAnOlderClosing_keepsItemsOfTheCurrentClosing() {
        shop.pass(Duration.ofSeconds(1));
        String closing = shop.item(TAPE).layout().closing().orElseThrow();
        close(2, "1-other");

        assertThat(reopen()).isTrue();

        assertThat(shop.item(TAPE.shard(2)).layout()).isEqualTo(Layout.OF_OTHERS);
        assertThat(closings()).containsExactly(closing, closing, closing);
    }

    @Test
    void reopen_whenTheFirstItemFellBelowZeroMeanwhile_opensNothing() {
        shop.supply("tape", "east", 70, 3);
        shop.pass(Duration.ofSeconds(1));
        shop.before("setLayout", () -> shop.supply("tape", "east", 20, 4));

        assertThat(reopen()).isFalse();

        assertThat(closings()).hasSize(4);
    }

    @Test
    void reopen_whenANewClosingBeganMeanwhile_keepsThatClosing() {
        shop.supply("tape", "east", 70, 3);
        shop.pass(Duration.ofSeconds(1));
        List<StockItem> before = shop.items();
        String newer = shop.shards().reopening().newClosing();
        close(0, newer);
        close(3, newer);

        boolean _ = shop.shards().reopening().reopen(before, shop.call());

        assertThat(shop.item(TAPE).layout().closing()).contains(newer);
    }

    @Test
    void reopen_whenAnotherWasFasterWithOneItem_returnsFalseAndOpensTheRest() {
        shop.supply("tape", "east", 70, 3);
        shop.pass(Duration.ofSeconds(1));
        shop.before("setLayout", ModelShop.NOTHING, () -> setLayout(1, Layout.OF_OTHERS));

        assertThat(reopen()).isFalse();

        assertThat(closings()).isEmpty();
    }

    @Test
    void newClosing_isUnique() {
        assertThat(shop.shards().reopening().newClosing())
                .isNotEqualTo(shop.shards().reopening().newClosing());
    }

    private boolean isDue() {
        return shop.shards().reopening().isDue(shop.items());
    }

    private boolean reopen() {
        return shop.shards().reopening().reopen(shop.items(), shop.call());
    }

    private void close(int shard, String closing) {
        setLayout(shard, shop.item(TAPE.shard(shard)).layout().withClosing(Optional.of(closing)));
    }

    private void moveFromTheFirst(long units) {
        var lines = List.of(new DeltaLine(TAPE, -units, 0), new DeltaLine(TAPE.shard(1), units, 0));
        assertThat(shop.shards().moves().move(lines, shop.call())).isTrue();
        assertThat(available()).startsWith(0L);
    }

    private void setLayout(int shard, Layout next) {
        ItemKey item = TAPE.shard(shard);
        Layout now = shop.item(item).layout();
        assertThat(shop.shards().tables().setLayout(item, now, next, "other", shop.call()))
                .isPresent();
    }

    private List<Long> available() {
        return shop.available("tape", "east");
    }

    private List<String> closings() {
        return shop.items().stream().flatMap(item -> item.layout().closing().stream()).toList();
    }
}
