package dev.netstock.stock.shard;

import static dev.netstock.stock.testing.Shop.item;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ShardCacheTest {
    private static final ItemKey TAPE = item("tape", "east");
    private static final LastChange MOVE =
            new LastChange(LastChange.Kind.MOVE, Optional.empty(), 0, "a", 0);

    private final ShardCache cache = new ShardCache();

    @Test
    void pick_ofManyOrders_isEven() {
        cache.learn(first(16, 16), 0);

        Map<ItemKey, Long> orders =
                IntStream.range(0, 16_000)
                        .mapToObj(i -> cache.pick(TAPE, new OrderId("order-" + i), 0, 0).get())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(orders).hasSize(16);
        assertThat(orders.values()).allMatch(count -> count > 700 && count < 1_300);
    }

    @Test
    void pick_afterAFailedTry_isAnotherItem() {
        cache.learn(first(4, 4), 0);

        List<ItemKey> tried =
                IntStream.range(0, 4)
                        .mapToObj(tries -> cache.pick(TAPE, new OrderId("A-1"), tries, 0).get())
                        .toList();

        assertThat(tried).doesNotHaveDuplicates();
    }

    @Test
    void pick_whenAllItemsWereReadRecently_skipsEmptyItems() {
        cache.learn(List.of(first(3, 3), other(1, 0), other(2, 7)), 0);

        assertThat(picks(0)).containsOnly(TAPE.shard(2));
        assertThat(picks(Duration.ofMillis(500).toNanos())).contains(TAPE, TAPE.shard(1));
    }

    @Test
    void pick_ofASkuThatIsNotSplitOrWhoseEntryIsStale_isEmpty() {
        assertThat(picks(0)).isEmpty();

        cache.learn(first(1, 1), 0);
        assertThat(picks(0)).isEmpty();

        cache.learn(first(4, 4), 0);
        assertThat(picks(Duration.ofSeconds(5).toNanos())).isEmpty();
    }

    @Test
    void pick_ageCountsFromTheReading() {
        long hour = Duration.ofHours(1).toNanos();
        cache.learn(List.of(first(3, 3), other(1, 0), other(2, 7)), hour);

        assertThat(picks(hour + Duration.ofMillis(499).toNanos())).containsOnly(TAPE.shard(2));
        assertThat(picks(hour + Duration.ofMillis(500).toNanos())).contains(TAPE);
        assertThat(picks(hour + Duration.ofMillis(4_999).toNanos())).isNotEmpty();
        assertThat(picks(hour + Duration.ofSeconds(5).toNanos())).isEmpty();
    }

    @Test
    void learn_whenTheCacheIsFull_clearsIt() {
        IntStream.range(0, 10_000).forEach(i -> cache.learn(first(item("sku-" + i, "east")), 0));
        assertThat(cache.shards(item("sku-0", "east"), 0)).isEqualTo(4);

        cache.learn(first(TAPE), 0);

        assertThat(cache.shards(item("sku-0", "east"), 0)).isEqualTo(1);
        assertThat(cache.shards(TAPE, 0)).isEqualTo(4);
    }

    @Test
    void learn_whenASkuIsNoLongerSplit_removesIt() {
        cache.learn(first(4, 4), 0);

        cache.learn(first(1, 1), 0);

        assertThat(cache.shards(TAPE, 0)).isEqualTo(1);
    }

    @Test
    void hash_ofAnyOrder_isNotNegative() {
        assertThat(IntStream.range(0, 1_000))
                .allMatch(i -> ShardCache.hash(new OrderId("order-" + i)) >= 0);
    }

    @Test
    void order_afterAMerge_meetsAnEmptyItemAndFindsTheUnits() {
        try (Shop shop = Shop.open()) {
            shop.supply("tape", "east", 100, 1);
            shop.spread("tape", "east", 8);
            shop.reserve("learns", line("tape", "east", 1));
            shop.spread("tape", "east", 1);

            IntStream.range(0, 10).forEach(i -> shop.reserve("A-" + i, line("tape", "east", 1)));

            assertThat(shop.available("tape", "east")).isEqualTo(100 - 11);
        }
    }

    /** A take from a pool does not show the first item. */
    @Test
    void layout_withAPool_isKnownForAsLongAsTheNumberOfShards() {
        var web = new Channel("web");
        var layout = Layout.ONE.withPool(web).withRule(web, Optional.of(PoolRule.OWN_ONLY));
        cache.learn(new StockItem(TAPE, 0, 0, 1, layout, MOVE, Optional.empty()), 0);
        long age = ShardCache.LAYOUT_AGE_MAX.toNanos();

        assertThat(cache.layout(TAPE, age - 1)).isEqualTo(layout);
        assertThat(cache.layout(TAPE, age)).isEqualTo(Layout.ONE);
    }

    private List<ItemKey> picks(long now) {
        return IntStream.range(0, 100)
                .mapToObj(i -> cache.pick(TAPE, new OrderId("order-" + i), 0, now))
                .flatMap(Optional::stream)
                .toList();
    }

    private static StockItem first(ItemKey key) {
        var layout = new Layout(4, 4, Optional.empty());
        return new StockItem(key, 0, 0, 1, layout, MOVE, Optional.empty());
    }

    private static StockItem first(int shards, int openShards) {
        var layout = new Layout(shards, openShards, Optional.empty());
        return new StockItem(TAPE, 0, 0, 1, layout, MOVE, Optional.empty());
    }

    private static StockItem other(int shard, long available) {
        return new StockItem(
                TAPE.shard(shard), available, 0, 1, Layout.OF_OTHERS, MOVE, Optional.empty());
    }
}
