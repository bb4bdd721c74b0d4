package dev.netstock.stock.shard;

import static dev.netstock.stock.testing.Shop.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.DeltaLine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class SpreadPolicyTest {
    private static final ItemKey TAPE = item("tape", "east");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void moves_ofAnyUnits_spreadThemByFewItemsATime(long seed) {
        var random = new Random(seed);
        Map<ItemKey, Long> units = anyUnits(random);
        int openShards = random.nextInt(1, 30);
        Map<ItemKey, Long> after = new HashMap<>(units);

        for (List<DeltaLine> move : moves(units, openShards)) {
            assertThat(move).hasSizeBetween(2, SpreadPolicy.LINES_MAX);
            assertThat(move.stream().mapToLong(DeltaLine::units).sum()).isZero();
            move.forEach(line -> after.merge(line.item(), line.units(), Long::sum));
            assertThat(after.values()).allMatch(left -> left >= 0);
        }

        assertThat(moves(after, openShards)).isEmpty();
        long share = sum(units) / openShards;
        after.forEach(
                (item, left) -> {
                    if (item.shard() >= openShards) {
                        assertThat(left).as("retired %s", item).isZero();
                    } else {
                        assertThat(left).isGreaterThanOrEqualTo(share / 2);
                    }
                });
    }

    @Test
    void moves_ofUnitsInARetiredItem_collectEvenASingleUnit() {
        assertThat(moves(units(10, 1), 1)).containsExactly(List.of(line(1, -1), line(0, 1)));
    }

    @Test
    void moves_whenItemsHaveTheirShare_skipThem() {
        assertThat(moves(units(10, 0, 10), 2)).containsExactly(List.of(line(2, -10), line(1, 10)));
    }

    @Test
    void moves_ofSixPairs_areOneTransaction() {
        assertThat(moves(units(0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9), 6))
                .singleElement()
                .satisfies(move -> assertThat(move).hasSize(SpreadPolicy.LINES_MAX));
    }

    @Test
    void moves_whileInDebt_areEmpty() {
        assertThat(moves(units(-5, 0, 0, 0), 4)).isEmpty();
        assertThat(moves(units(-5, 0, 0, 0), 1)).isEmpty();
    }

    private static Map<ItemKey, Long> units(long... ofShards) {
        return IntStream.range(0, ofShards.length)
                .boxed()
                .collect(Collectors.toMap(TAPE::shard, shard -> ofShards[shard]));
    }

    private static DeltaLine line(int shard, long units) {
        return new DeltaLine(TAPE.shard(shard), units, 0);
    }

    private static Map<ItemKey, Long> anyUnits(Random random) {
        var units = new HashMap<ItemKey, Long>();
        IntStream.range(0, random.nextInt(1, 30))
                .forEach(
                        shard ->
                                units.put(
                                        TAPE.shard(shard),
                                        random.nextBoolean() ? 0L : random.nextLong(1_000)));
        return units;
    }

    private static List<List<DeltaLine>> moves(Map<ItemKey, Long> units, int openShards) {
        return new SpreadPolicy(TAPE, openShards, units).moves();
    }

    private static long sum(Map<ItemKey, Long> units) {
        return units.values().stream().mapToLong(Long::longValue).sum();
    }
}
