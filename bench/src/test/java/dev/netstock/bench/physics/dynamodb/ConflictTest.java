package dev.netstock.bench.physics.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A transaction that is sent at 0 locks its items from 1 ms to 11 ms, and is answered at 12 ms. */
class ConflictTest {
    private final TestDatabase bed = new TestDatabase(TestDatabase.ROUND);
    private final Table table = bed.database.table();
    private final Item hot = table.item(1);

    @Test
    void transactions_thatOverlapOnOneItem_oneIsCancelled() {
        bed.transactAtMillis(0, hot, table.item(2));
        bed.transactAtMillis(9.9, hot, table.item(3));

        assertThat(bed.run()).containsExactly(Answer.CONFLICT, Answer.DONE);
        assertThat(bed.answeredAtMillis).containsExactly(11.9, 12.0);
        assertThat(bed.database.meter().conflicts()).isEqualTo(1);
    }

    @Test
    void transactions_onDifferentItems_doNotConflict() {
        bed.transactAtMillis(0, hot);
        bed.transactAtMillis(0, table.item(2));

        assertThat(bed.run()).containsExactly(Answer.DONE, Answer.DONE);
    }

    @Test
    void transactions_oneAfterTheOther_bothSucceed() {
        bed.transactAtMillis(0, hot);
        bed.transactAtMillis(10.1, hot);

        assertThat(bed.run()).containsExactly(Answer.DONE, Answer.DONE);
    }

    @Test
    void write_withinATransactionsWindow_conflicts() {
        bed.transactAtMillis(0, hot);
        bed.writeAtMillis(5, hot);

        assertThat(bed.run()).containsExactly(Answer.CONFLICT, Answer.DONE);
    }

    @Test
    void write_beforeOrAfterTheWindow_succeeds() {
        bed.writeAtMillis(-0.1, hot);
        bed.transactAtMillis(0, hot);
        bed.writeAtMillis(10.1, hot);

        assertThat(bed.run()).containsOnly(Answer.DONE).hasSize(3);
    }

    @Test
    void write_thatConflictsWithATransaction_changesNothing() {
        var changes = new int[1];

        bed.transactAtMillis(0, hot);
        bed.atMillis(
                5,
                then -> bed.database.write(new Write(hot, () -> true, () -> changes[0]++), then));
        bed.run();

        assertThat(changes[0]).isZero();
    }

    @Test
    void cancelledTransaction_locksNothing() {
        bed.transactAtMillis(0, hot);
        bed.transactAtMillis(5, hot, table.item(2));
        Item free = table.item(3);
        bed.transactAtMillis(6, free);

        assertThat(bed.run()).containsExactly(Answer.CONFLICT, Answer.DONE, Answer.DONE);
        assertThat(hot.held()).isFalse();
    }

    @Test
    void writes_toOneItem_areServedOneAfterAnother() {
        bed.writeAtMillis(0, hot);
        bed.writeAtMillis(0, hot);
        bed.writeAtMillis(0, hot);

        assertThat(bed.run()).containsOnly(Answer.DONE);
        assertThat(bed.answeredAtMillis).containsExactly(2.5, 3.0, 3.5);
    }
}
