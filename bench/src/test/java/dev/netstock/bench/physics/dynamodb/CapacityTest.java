package dev.netstock.bench.physics.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class CapacityTest {
    private final TestDatabase bed = new TestDatabase(TestDatabase.ROUND);

    @Test
    void write_number1001AtOnce_isThrottled() {
        Item item = bed.database.table().item(1);

        IntStream.range(0, 1_001).forEach(_ -> bed.writeAtMillis(0, item));
        bed.run();

        assertThat(bed.count(Answer.DONE)).isEqualTo(1_000);
        assertThat(bed.count(Answer.THROTTLED)).isEqualTo(1);
        assertThat(bed.database.meter().writeUnits()).isEqualTo(1_000);
        assertThat(bed.database.meter().throttles()).isEqualTo(1);
    }

    @Test
    void write_inTheSecondAfterTheBurst_findsAThousandUnitsAgain() {
        Item item = bed.database.table().item(1);

        IntStream.range(0, 1_000).forEach(_ -> bed.writeAtMillis(0, item));
        IntStream.range(0, 1_001).forEach(_ -> bed.writeAtMillis(1_000, item));
        bed.run();

        assertThat(bed.count(Answer.DONE)).isEqualTo(2_000);
        assertThat(bed.count(Answer.THROTTLED)).isEqualTo(1);
    }

    @Test
    void burst_ofFiveMinutes_isUsedUpOnce() {
        var saved = new TestDatabase(TestDatabase.ROUND.withBurst(300, 1));
        Item item = saved.database.table().item(1);

        IntStream.range(0, 300_001).forEach(_ -> saved.writeAtMillis(0, item));
        saved.run();

        assertThat(saved.count(Answer.DONE)).isEqualTo(300_000);
        assertThat(saved.count(Answer.THROTTLED)).isEqualTo(1);
    }

    @Test
    void burst_withoutSavedUnits_isThrottled() {
        var empty = new TestDatabase(TestDatabase.ROUND.withBurst(1, 0));
        Item item = empty.database.table().item(1);

        IntStream.range(0, 10).forEach(_ -> empty.writeAtMillis(4, item));
        empty.run();

        assertThat(empty.count(Answer.DONE)).isEqualTo(5);
    }

    @Test
    void burst_ofMoreThanFiveMinutes_isCapped() {
        assertThatThrownBy(() -> Physics.standard().withBurst(301, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void read_number3001AtOnce_isThrottled() {
        Item item = bed.database.table().item(1);

        IntStream.range(0, 3_001)
                .forEach(_ -> bed.atMillis(0, then -> bed.database.read(item, () -> {}, then)));
        bed.run();

        assertThat(bed.count(Answer.DONE)).isEqualTo(3_000);
        assertThat(bed.database.meter().readUnits()).isEqualTo(3_000);
    }

    @Test
    void transaction_costsTwoUnitsForEachItem() {
        Table table = bed.database.table();

        bed.transactAtMillis(0, table.item(1), table.item(2));

        assertThat(bed.run()).containsExactly(Answer.DONE);
        assertThat(bed.database.meter().writeUnits()).isEqualTo(4);
    }

    @Test
    void transaction_number501InASecond_isThrottled() {
        Item item = bed.database.table().item(1);

        IntStream.range(0, 501).forEach(_ -> bed.transactAtMillis(0, item));
        bed.run();

        assertThat(bed.count(Answer.THROTTLED)).isEqualTo(1);
        assertThat(bed.database.meter().writeUnits()).isEqualTo(1_000);
    }

    @Test
    void transaction_thatFindsOneUnit_isAdmittedAndPaysTheOtherLater() {
        var empty = new TestDatabase(TestDatabase.ROUND.withBurst(1, 0));
        Item item = empty.database.table().item(1);

        empty.transactAtMillis(0, item);
        IntStream.range(0, 10).forEach(i -> empty.writeAtMillis(20 + i * 0.01, item));
        empty.run();

        assertThat(empty.answers.stream().filter(Answer.DONE::equals).count()).isEqualTo(1 + 10);
        assertThat(empty.database.meter().writeUnits()).isEqualTo(2 + 10);
    }

    @Test
    void batchOfReads_returnsThrottledKeysUnprocessed() {
        Item hot = bed.database.table().item(1);
        Item cool = bed.database.table().item(2);
        List<Integer> looked = new ArrayList<>();
        List<Integer> left = new ArrayList<>();

        IntStream.range(0, 3_000)
                .forEach(_ -> bed.atMillis(0, then -> bed.database.read(hot, () -> {}, then)));
        bed.time.after(
                500_000,
                () -> bed.database.readAll(List.of(hot, cool, hot), looked::add, left::addAll));
        bed.run();

        assertThat(looked).containsExactlyInAnyOrder(0, 1);
        assertThat(left).containsExactly(2);
    }

    @Test
    void condition_thatFails_costsAWrite() {
        Item item = bed.database.table().item(1);
        var plain = new Write(item, () -> false, () -> {});

        bed.atMillis(0, then -> bed.database.write(plain, then));
        bed.atMillis(10, then -> bed.database.transact(List.of(plain), then));

        assertThat(bed.run()).containsOnly(Answer.CONDITION_FAILED);
        assertThat(bed.database.meter().writeUnits()).isEqualTo(1 + 2);
    }
}
