package dev.netstock.sales;

import static dev.netstock.sales.Events.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventLine;
import dev.netstock.events.StockEvent;
import dev.netstock.sales.figures.Amounts;
import dev.netstock.sales.figures.Cell;
import dev.netstock.sales.figures.SaleBatch;
import dev.netstock.sales.figures.SalePart;
import dev.netstock.sales.figures.Series;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class SaleBatchTest {
    @Test
    void parts_ofAnEventWithManyLines_fitIntoATransactionAndContainEachCellOnce() {
        List<SalePart> parts = SalePart.of(wholesale());
        // 99 SKUs, 99 locations, 99 of both, one channel, one total.
        assertThat(parts).extracting(part -> part.cells().size()).containsExactly(99, 99, 99, 2);
        assertThat(parts).extracting(SalePart::part).containsExactly(0, 1, 2, 3);
        Set<Cell> cells = new HashSet<>();
        parts.forEach(part -> part.cells().keySet().forEach(cell -> cells.add(cell)));
        assertThat(cells).hasSize(299);
    }

    @Test
    void parts_doNotDependOnTheOrderOfLines() {
        EventLine a = line("A", "east", 1);
        EventLine b = line("B", "west", 2);
        assertThat(SalePart.of(Events.reserved("o", "pos", a, b)))
                .isEqualTo(SalePart.of(Events.reserved("o", "pos", b, a)));
    }

    @Test
    void parts_ofAnIrrelevantEvent_areEmpty() {
        assertThat(SalePart.of(Events.confirmed("o", "pos"))).isEmpty();
    }

    @Test
    void batches_ofOrdersOfOneSku_addUpInFiveCells() {
        List<SalePart> parts =
                IntStream.range(0, 200)
                        .mapToObj(i -> Events.reserved("o" + i, "pos", line("A", "east", 1)))
                        .flatMap(event -> SalePart.of(event).stream())
                        .toList();
        List<SaleBatch> batches = SaleBatch.of(parts);
        assertThat(batches).extracting(it -> it.parts().size()).containsExactly(95, 95, 10);
        assertThat(batches.getFirst().cells())
                .hasSize(5)
                .containsEntry(Cell.of(Series.ALL, Events.AT), new Amounts(95, 95, 95, 0));
    }

    @Test
    void batches_ofRandomParts_fitIntoATransactionAndContainEachPartOnce() {
        List<SalePart> parts =
                IntStream.range(0, 300)
                        .mapToObj(
                                i ->
                                        i % 50 == 0
                                                ? wholesale()
                                                : Events.reserved(
                                                        "o" + i, "pos", line("A" + i, "east", 1)))
                        .flatMap(event -> SalePart.of(event).stream())
                        .toList();
        List<SaleBatch> batches = SaleBatch.of(parts);
        assertThat(batches)
                .allSatisfy(
                        batch ->
                                assertThat(batch.parts().size() + batch.cells().size())
                                        .isBetween(2, 100));
        assertThat(batches.stream().flatMap(batch -> batch.parts().stream())).isEqualTo(parts);
    }

    private static StockEvent wholesale() {
        return Events.reserved(
                "big",
                "pos",
                IntStream.range(0, 99)
                        .mapToObj(i -> line("sku-" + i, "location-" + i, 1))
                        .toArray(EventLine[]::new));
    }
}
