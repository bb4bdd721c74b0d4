package dev.netstock.bench.physics.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.bench.physics.dynamodb.DynamoDb;
import dev.netstock.bench.physics.dynamodb.Physics;
import dev.netstock.bench.physics.dynamodb.VirtualTime;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What readings prove. */
class LevelsTest {
    private final SplittableRandom random = new SplittableRandom(1);
    private final DynamoDb database = new DynamoDb(Physics.standard(), new VirtualTime(), random);

    @Test
    void twoReadings_withTheSameVersions_proveTheirSum() {
        Shards shards = shards(3);

        assertThat(read(shards).isProvenBy(read(shards))).isTrue();
        assertThat(read(shards).isProvenBy(null)).isFalse();
    }

    @Test
    void twoReadings_betweenWhichAUnitCameAndWent_proveNothing() {
        Shards shards = shards(3);
        Levels before = read(shards);
        shards.items().get(1).reserve(1, 7);
        shards.items().get(1).reserve(-1, 7);

        assertThat(read(shards).isProvenBy(before)).isFalse();
    }

    @Test
    void oneReading_ofASingleItem_provesItself() {
        assertThat(read(shards(1)).isProvenBy(null)).isTrue();
    }

    @Test
    void readings_thatMissItemsMadeMeanwhile_proveNothing() {
        Shards shards = shards(1);
        var levels = new Levels(shards, 0);
        shards.grow(2);
        levels.read(0);

        assertThat(levels.isProvenBy(null)).isFalse();
    }

    @Test
    void plan_takesFromOneThatHasEnough_elseFromSeveral() {
        Levels levels = read(shards(4, 10));

        assertThat(levels.plan(3, random)).hasSize(1);
        assertThat(levels.plan(9, random)).hasSizeGreaterThan(2);
        assertThat(levels.plan(9, random).stream().mapToLong(Order.Part::units).sum()).isEqualTo(9);
    }

    private static Levels read(Shards shards) {
        var levels = new Levels(shards, 0);
        IntStream.range(0, shards.items().size()).forEach(levels::read);
        return levels;
    }

    private Shards shards(int count) {
        return shards(count, 0);
    }

    private Shards shards(int count, long units) {
        return new Shards(database.table(), count, units, random);
    }
}
