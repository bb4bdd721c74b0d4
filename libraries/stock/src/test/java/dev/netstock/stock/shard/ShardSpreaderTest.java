package dev.netstock.stock.shard;

import static dev.netstock.stock.testing.Shop.item;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Comparator;
import java.util.List;

class ShardSpreaderTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
        shop.close();
    }

    @Test
    void spread_overMoreItems_givesEachTheSame() {
        shop.supply("tape", "east", 1_000, 1);

        SpreadResult result = spread(64);

        assertThat(result).isEqualTo(new SpreadResult.Spread(64, 1_000 - 16));
        assertThat(available()).hasSize(64).allMatch(units -> units == 15 || units == 16);
        assertThat(shop.stockOf("tape", "east").shards()).isEqualTo(64);
        assertThat(shop.stockOf("tape", "east").openShards()).isEqualTo(64);
    }

    @Test
    void spread_again_movesNothing() {
        shop.supply("tape", "east", 1_000, 1);
        spread(4);

        assertThat(spread(4)).isEqualTo(new SpreadResult.Spread(4, 0));
    }

    @Test
    void spread_overFewerItems_emptiesTheOthersAndKeepsTheirItems() {
        shop.supply("tape", "east", 1_000, 1);
        spread(8);
        shop.reserve("A-1", line("tape", "east", 1));

        spread(1);

        assertThat(available()).containsExactly(999L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
        assertThat(shop.stockOf("tape", "east").shards()).isEqualTo(8);
        assertThat(shop.stockOf("tape", "east").openShards()).isEqualTo(1);
    }

    @Test
    void spread_ofFewUnits_movesNothing() {
        shop.supply("tape", "east", 3, 1);

        assertThat(spread(8)).isEqualTo(new SpreadResult.Spread(8, 0));
    }

    @Test
    void spread_ofAnUnknownSku_isUnknownItem() {
        assertThat(spread(8)).isEqualTo(new SpreadResult.UnknownItem());
    }

    private SpreadResult spread(int openShards) {
        return shop.stock().shardSpreader().spread(item("tape", "east"), openShards, Shop.call());
    }

    private List<Long> available() {
        return shop.items().stream()
                .sorted(Comparator.comparing(StockItem::key))
                .map(StockItem::available)
                .toList();
    }
}
