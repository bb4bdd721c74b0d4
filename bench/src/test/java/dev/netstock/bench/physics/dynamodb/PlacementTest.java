package dev.netstock.bench.physics.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class PlacementTest {
    private static final long FAR = 1L << 31;

    @Test
    void warmThroughput_hasAPartitionForEachThousandWriteUnits() {
        TestDatabase bed = warm(4_000);

        assertThat(bed.database.table().partitions()).isEqualTo(4);
    }

    @Test
    void keys_ofOnePartition_shareItsUnits() {
        TestDatabase bed = warm(2_000);
        Table table = bed.database.table();

        flood(bed, 0, 600, table.item(1), table.item(2));
        bed.run();

        assertThat(bed.count(Answer.DONE)).isEqualTo(1_000);
    }

    @Test
    void keys_ofTwoPartitions_haveUnitsOfTheirOwn() {
        TestDatabase bed = warm(2_000);
        Table table = bed.database.table();

        flood(bed, 0, 600, table.item(1), table.item(FAR));
        bed.run();

        assertThat(bed.count(Answer.DONE)).isEqualTo(1_200);
    }

    @Test
    void heat_thatLasts_splitsThePartitionBetweenItsHotKeys() {
        TestDatabase bed = warm(1_000);
        Table table = bed.database.table();

        IntStream.range(0, 400)
                .forEach(second -> flood(bed, second * 1_000, 700, table.item(1), table.item(9)));
        bed.run();

        assertThat(table.partitions()).isEqualTo(2);
        long before = 301 * 1_000;
        long after = 99 * 1_400;
        assertThat(bed.count(Answer.DONE))
                .isBetween(before + after - 1_500, before + after + 1_500);
    }

    @Test
    void heat_ofOneKey_splitsNothing() {
        TestDatabase bed = warm(1_000);
        Table table = bed.database.table();

        IntStream.range(0, 400).forEach(second -> flood(bed, second * 1_000, 1_100, table.item(1)));
        bed.run();

        assertThat(table.partitions()).isEqualTo(1);
        assertThat(bed.count(Answer.DONE)).isEqualTo(400 * 1_000);
    }

    @Test
    void heat_thatPauses_startsAgain() {
        TestDatabase bed = warm(1_000);
        Table table = bed.database.table();

        IntStream.range(0, 400)
                .filter(second -> second % 200 < 195)
                .forEach(second -> flood(bed, second * 1_000, 700, table.item(1), table.item(9)));
        bed.run();

        assertThat(table.partitions()).isEqualTo(1);
    }

    private static TestDatabase warm(double writeUnits) {
        return new TestDatabase(TestDatabase.ROUND.withPlacement(Placement.warm(writeUnits)));
    }

    private static void flood(TestDatabase bed, double millis, int each, Item... items) {
        for (Item item : items) {
            IntStream.range(0, each).forEach(_ -> bed.writeAtMillis(millis, item));
        }
    }
}
