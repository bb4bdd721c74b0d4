package dev.netstock.sales;

import static dev.netstock.sales.Events.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventData;
import dev.netstock.events.EventLine;
import dev.netstock.events.StockEvent;
import dev.netstock.sales.figures.Amounts;
import dev.netstock.sales.figures.Cell;
import dev.netstock.sales.figures.SoldCells;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class SoldCellsTest {
    @Test
    void of_reservation_addsToTheSkuAndToEveryTotal() {
        assertThat(cells(Events.reserved("o", "storefront", line("A", "east", 2))))
                .isEqualTo(
                        Map.of(
                                "all", new Amounts(1, 1, 2, 0),
                                "channel#storefront", new Amounts(1, 1, 2, 0),
                                "location#east", new Amounts(1, 1, 2, 0),
                                "location#east#channel#storefront", new Amounts(1, 1, 2, 0),
                                "sku#A east storefront", new Amounts(1, 1, 2, 0)));
    }

    @Test
    void of_skuFromTwoLocations_countsTheOrderOnceOverAllLocations() {
        var cells = cells(Events.reserved("o", "pos", line("A", "west", 3), line("A", "east", 2)));
        assertThat(cells)
                .containsEntry("sku#A east pos", new Amounts(1, 1, 2, 0))
                .containsEntry("sku#A west pos", new Amounts(1, 0, 3, 0))
                .containsEntry("location#west", new Amounts(1, 1, 3, 0))
                .containsEntry("all", new Amounts(1, 1, 5, 0));
    }

    @Test
    void of_severalShardsOfAnItem_addsUp() {
        StockEvent event =
                Events.of(
                        "o#0001",
                        new EventData.Reserved(
                                "o",
                                1,
                                "pos",
                                Events.AT,
                                List.of(
                                        new EventLine("A", "east", 0, -2),
                                        new EventLine("A", "east", 1, -3))));
        assertThat(cells(event)).containsEntry("sku#A east pos", new Amounts(1, 1, 5, 0));
    }

    @Test
    void of_shipment_countsNothing() {
        var left = List.of(new EventData.ShippedUnits("A", "east", 2));
        assertThat(cells(Events.of("o#0003", new EventData.Shipped("o", 3, "pos", left))))
                .isEmpty();
    }

    @Test
    void of_transfer_movesUnitsBetweenLocationsAndReturnsNone() {
        var lines =
                List.of(
                        new EventLine("A", "west", 0, -2),
                        new EventLine("A", "east", 0, 1),
                        new EventLine("A", "east", 1, 1));
        assertThat(cells(Events.of("o#0002", new EventData.Transferred("o", 2, "pos", "t", lines))))
                .containsOnly(
                        Map.entry("sku#A east pos", new Amounts(0, 0, -2, 0)),
                        Map.entry("sku#A west pos", new Amounts(0, 0, 2, 0)),
                        Map.entry("location#east", new Amounts(0, 0, -2, 0)),
                        Map.entry("location#west", new Amounts(0, 0, 2, 0)),
                        Map.entry("location#east#channel#pos", new Amounts(0, 0, -2, 0)),
                        Map.entry("location#west#channel#pos", new Amounts(0, 0, 2, 0)));
    }

    @Test
    void of_extension_countsNothing() {
        assertThat(cells(Events.of("o#0002", new EventData.Extended("o", 2, "pos", Events.AT))))
                .isEmpty();
    }

    @Test
    void of_releaseOrExpiry_subtractsTheOrder() {
        Amounts undone = new Amounts(-1, -1, -2, 2);
        assertThat(cells(Events.released("o", "pos", line("A", "east", 2))))
                .containsEntry("all", undone);
        assertThat(cells(Events.expired("o", "pos", line("A", "east", 2))))
                .containsEntry("all", undone);
    }

    @Test
    void of_cancellation_keepsTheOrderAndReturnsItsUnits() {
        assertThat(cells(Events.cancelled("o", "pos", line("A", "east", 2))))
                .containsEntry("all", new Amounts(0, 0, -2, 2));
    }

    @Test
    void of_confirmation_countsOnlyUnitsTakenAgain() {
        assertThat(cells(Events.confirmed("o", "pos"))).isEmpty();
        assertThat(cells(Events.confirmed("o", "pos", line("A", "east", 2))))
                .containsEntry("all", new Amounts(1, 1, 2, 0));
    }

    @Test
    void of_eventWithoutAnOrder_addsNothing() {
        assertThat(cells(Events.of("s", new EventData.SupplyChanged("A", "east", 5, 5, 1))))
                .isEmpty();
    }

    @Test
    void of_event_countsInTheMinuteOfTheEvent() {
        assertThat(SoldCells.of(Events.reserved("o", "pos", line("A", "east", 2))).keySet())
                .extracting(Cell::minute)
                .containsOnly(Events.MINUTE);
    }

    private static Map<String, Amounts> cells(StockEvent event) {
        return SoldCells.of(event).entrySet().stream()
                .collect(Collectors.toMap(it -> name(it.getKey()), Map.Entry::getValue));
    }

    private static String name(Cell cell) {
        return cell.series().key()
                + cell.place().map(it -> " " + it.location() + " " + it.channel()).orElse("");
    }
}
