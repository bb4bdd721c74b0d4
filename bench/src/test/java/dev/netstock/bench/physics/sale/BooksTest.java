package dev.netstock.bench.physics.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.netstock.bench.physics.dynamodb.DynamoDb;
import dev.netstock.bench.physics.dynamodb.Physics;
import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.bench.physics.sale.Order.Part;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

/** The checks detect lost, invented and doubly sold units. */
class BooksTest {
    private static final long ORDER = 7;

    private final VirtualTime time = new VirtualTime();
    private final DynamoDb database =
            new DynamoDb(Physics.standard(), time, new SplittableRandom(1));
    private final StockItem first = item(3);
    private final StockItem second = item(0);
    private final Books books = new Books(List.of(first, second), time);

    private StockItem item(long available) {
        return new StockItem(database.table().item(1), available);
    }

    @Test
    void take_ofMoreUnitsThanExist_isDetected() {
        assertThatThrownBy(() -> books.take(second, 1, ORDER)).hasMessage("A shard is below zero");
    }

    @Test
    void units_thatAppearFromNowhere_areDetected() {
        first.supply(1);

        assertThatThrownBy(() -> books.take(first, 1, ORDER)).hasMessage("Units are not conserved");
    }

    @Test
    void units_thatComeBackTwice_areDetected() {
        books.take(first, 1, ORDER);
        books.claim(1, ORDER);
        second.reserve(-1, ORDER);

        assertThatThrownBy(() -> books.giveBack(first, 1, ORDER))
                .hasMessage("Items and orders disagree");
    }

    @Test
    void order_thatIsClaimedTwice_isDetected() {
        books.take(first, 2, ORDER);
        books.claim(1, ORDER);

        assertThatThrownBy(() -> books.claim(1, ORDER)).hasMessage("An order is claimed twice");
    }

    @Test
    void move_doesNotChangeTheSum() {
        books.move(List.of(new Part(first, -2), new Part(second, 2)));

        assertThat(first.available()).isEqualTo(1);
        assertThat(second.available()).isEqualTo(2);
        assertThatThrownBy(() -> books.move(List.of(new Part(first, -1))))
                .hasMessage("Units are not conserved");
    }

    @Test
    void refusal_whileEnoughUnitsExist_countsUntilTheUnitIsSold() {
        books.undersell().refused(1, 0);
        time.after(2 * VirtualTime.SECOND, () -> books.take(first, 3, ORDER));
        time.after(5 * VirtualTime.SECOND, () -> {});
        time.run();

        assertThat(books.undersell().wrongRefusals()).isEqualTo(1);
        assertThat(books.undersell().wrongRefusalUnitSeconds()).isEqualTo(2, within(1e-9));
    }

    @Test
    void refusal_whileUnitsWereShortForAMoment_isCorrect() {
        books.take(first, 3, ORDER);
        time.after(VirtualTime.SECOND, () -> books.undo(first, 3, ORDER));
        time.after(2 * VirtualTime.SECOND, () -> books.undersell().refused(1, 0));
        time.run();

        assertThat(books.undersell().wrongRefusals()).isZero();
    }

    @Test
    void held_countsUnitsTimesSeconds() {
        books.undersell().held(3);
        time.after(2 * VirtualTime.SECOND, () -> books.undersell().held(-3));
        time.run();

        assertThat(books.undersell().heldUnitSeconds()).isEqualTo(6, within(1e-9));
    }
}
