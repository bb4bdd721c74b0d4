package dev.netstock.stock.level;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Consistency;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.StockLevels.LocationLevel;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class LevelReaderTest {
    private final Shop shop = Shop.open();

    @ParameterizedTest
    @EnumSource
    void one_always_returnsEachLocationAndTheirSum(Consistency consistency) {
        shop.supply("tape", "west", 3, 1);
        shop.supply("tape", "east", 5, 1);
        shop.reserve("A-1", line("tape", "east", 1));

        StockLevels levels =
                shop.stock()
                        .levelReader()
                        .one(new Sku("tape"), consistency, Shop.call())
                        .orElseThrow();

        assertThat(levels.locations())
                .containsExactly(
                        new LocationLevel(new Location("east"), 4),
                        new LocationLevel(new Location("west"), 3));
        assertThat(levels.available()).isEqualTo(7);
    }

    @Test
    void levels_ofASplitSku_areTheSumsOfItsItems() {
        shop.supply("tape", "west", 3, 1);
        shop.supply("tape", "east", 500, 1);
        shop.spread("tape", "east", 120);
        var east = new LocationLevel(new Location("east"), 500);
        var west = new LocationLevel(new Location("west"), 3);
        var tape = new Sku("tape");
        var reading = shop.stock().levelReader();

        assertThat(reading.one(tape, Consistency.STRONG, Shop.call()).orElseThrow().locations())
                .containsExactly(east, west);
        assertThat(reading.many(List.of(tape), Consistency.STRONG, Shop.call()))
                .containsOnly(Map.entry(tape, new StockLevels(tape, List.of(east, west))));
    }

    @Test
    void one_whenALocationIsOversold_countsItAsZero() {
        shop.supply("tape", "west", 3, 1);
        shop.supply("tape", "east", 5, 1);
        shop.reserve("A-1", line("tape", "east", 5));
        shop.supply("tape", "east", 1, 2);

        assertThat(shop.stock().levelReader().one(new Sku("tape"), Consistency.STRONG, Shop.call()))
                .hasValueSatisfying(levels -> assertThat(levels.available()).isEqualTo(3));
    }

    @Test
    void one_whenTheSkuIsUnknown_isEmpty() {
        assertThat(
                        shop.stock()
                                .levelReader()
                                .one(new Sku("saw"), Consistency.EVENTUAL, Shop.call()))
                .isEmpty();
    }

    @Test
    void many_of100Skus_returnsThoseThatExist() {
        IntStream.range(0, 50).forEach(i -> shop.supply("sku-" + i, "north", i, 1));
        List<Sku> skus =
                Stream.concat(
                                IntStream.range(0, 50).mapToObj(i -> new Sku("sku-" + i)),
                                IntStream.range(0, 50).mapToObj(i -> new Sku("none-" + i)))
                        .toList();

        var levels = shop.stock().levelReader().many(skus, Consistency.STRONG, Shop.call());

        assertThat(levels.keySet()).containsExactlyElementsOf(skus.subList(0, 50));
        assertThat(levels.get(new Sku("sku-49")))
                .isNotNull()
                .extracting(StockLevels::available)
                .isEqualTo(49L);
    }
}
