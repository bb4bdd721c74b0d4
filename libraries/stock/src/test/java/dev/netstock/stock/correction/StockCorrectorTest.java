package dev.netstock.stock.correction;

import static dev.netstock.stock.testing.Shop.item;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.table.CorrectAnswer;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

/** Corrections of an item of ten units, of which an order has two. */
class StockCorrectorTest {
    private final Shop shop = Shop.open();

    StockCorrectorTest() {
        shop.supply("A", "east", 10, 7);
        shop.reserve("o", line("A", "east", 2));
    }

    @Test
    void correct_changesTheItemByTheDifferences() {
        assertThat(correct("c", 3, -1, 0, 7)).isInstanceOf(CorrectAnswer.Corrected.class);
        assertItem(11, 1, 10);
    }

    @Test
    void correct_whenRepeated_doesNothing() {
        correct("c", 3, -1, 2, 7);
        assertThat(correct("c", 3, -1, 2, 7)).isInstanceOf(CorrectAnswer.Exists.class);
        assertItem(11, 1, 12);
    }

    @Test
    void correct_whenTheSupplyIsNewerByNow_doesNothing() {
        assertThat(correct("c", 3, -1, 2, 6)).isInstanceOf(CorrectAnswer.Moved.class);
        assertItem(8, 2, 10);
        assertThat(corrections()).isEmpty();
    }

    @Test
    void correct_whenTheItemDoesNotExist_doesNotCreateIt() {
        var correction = new Correction("c", item("B", "east"), 1, 0, 0, 0, "report");
        assertThat(shop.stock().corrector().correct(correction, Shop.call()))
                .isInstanceOf(CorrectAnswer.Moved.class);
        assertThat(shop.items()).hasSize(1);
    }

    @Test
    void correct_writesARowThatNamesItsReport() {
        correct("run/A", 3, -1, 0, 7);
        assertThat(corrections())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.report()).isEqualTo("report");
                            assertThat(change.line().units()).isEqualTo(3);
                        });
        assertThat(shop.deltas()).anyMatch(row -> row.cause().equals(Cause.correction("run/A")));
    }

    private CorrectAnswer correct(
            String id, long available, long reserved, long supply, long ledgerVersion) {
        var correction =
                new Correction(
                        id,
                        item("A", "east"),
                        available,
                        reserved,
                        supply,
                        ledgerVersion,
                        "report");
        return shop.stock().corrector().correct(correction, Shop.call());
    }

    private java.util.List<Change.Corrected> corrections() {
        return shop.deltas().stream()
                .flatMap(
                        delta ->
                                delta.change() instanceof Change.Corrected corrected
                                        ? java.util.stream.Stream.of(corrected)
                                        : java.util.stream.Stream.empty())
                .toList();
    }

    private void assertItem(long available, long reserved, long supply) {
        StockItem item = shop.stockOf("A", "east");
        assertThat(item.available()).isEqualTo(available);
        assertThat(item.reserved()).isEqualTo(reserved);
        assertThat(item.supply().orElseThrow().supply()).isEqualTo(supply);
    }
}
