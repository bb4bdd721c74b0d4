package dev.netstock.stock.reservation;

import static dev.netstock.stock.testing.Shop.item;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Locations;
import dev.netstock.stock.Sku;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.LineAssignment.Plan;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class LineAssignmentTest {
    private final LineAssignment sourcing = new LineAssignment(sourcing(Shop.LOCATIONS));

    @Test
    void plan_whenOneLocationCanServeALineWhole_doesNotSplitItAcrossLocationsOfHigherPriority() {
        assertThat(
                        plan(
                                Map.of(item("tape", "east"), 2L, item("tape", "north"), 3L),
                                line("tape", 3)))
                .isEqualTo(take(new ItemUnits(item("tape", "north"), 3)));
    }

    @Test
    void plan_whenNoLocationCan_splitsByPriority() {
        assertThat(
                        plan(
                                Map.of(
                                        item("tape", "north"),
                                        9L,
                                        item("tape", "west"),
                                        2L,
                                        item("tape", "east"),
                                        2L),
                                line("tape", 12)))
                .isEqualTo(
                        take(
                                new ItemUnits(item("tape", "east"), 2),
                                new ItemUnits(item("tape", "west"), 2),
                                new ItemUnits(item("tape", "north"), 8)));
    }

    @Test
    void plan_whenLinesShareAnItem_takesItOnceForBothAndNoUnitTwice() {
        var available = Map.of(item("tape", "east"), 3L, item("tape", "west"), 1L);

        assertThat(plan(available, line("tape", 1), line("tape", "east", 2)))
                .isEqualTo(take(new ItemUnits(item("tape", "east"), 3)));
        assertThat(plan(available, line("tape", 1), line("tape", "east", 3)))
                .isEqualTo(
                        take(
                                new ItemUnits(item("tape", "east"), 3),
                                new ItemUnits(item("tape", "west"), 1)));
    }

    @Test
    void plan_whenAnItemIsOversold_countsItAsEmpty() {
        assertThat(
                        plan(
                                Map.of(item("tape", "east"), -4L, item("tape", "west"), 1L),
                                line("tape", 2)))
                .isEqualTo(
                        new Plan.Refuse(
                                List.of(new Shortage(new Sku("tape"), Optional.empty(), 2, 1)),
                                false));
    }

    @Test
    void plan_whenSeveralLinesAreShort_reportsEach() {
        assertThat(plan(Map.of(item("tape", "east"), 1L), line("tape", "east", 2), line("glue", 1)))
                .isEqualTo(
                        new Plan.Refuse(
                                List.of(
                                        new Shortage(new Sku("glue"), Optional.empty(), 1, 0),
                                        new Shortage(
                                                new Sku("tape"),
                                                Optional.of(new Location("east")),
                                                2,
                                                1)),
                                false));
    }

    @Test
    void plan_whenSplittingByPriorityWouldTakeFromTooManyItems_takesFromTheFewest() {
        var locations = manyLocations();
        Map<ItemKey, Long> available = new HashMap<>();
        locations
                .byPriority()
                .forEach(location -> available.put(ItemKey.of(new Sku("tape"), location), 1L));
        available.put(item("tape", "l99"), 50L);

        assertThat(
                        new LineAssignment(sourcing(locations))
                                .plan(units(line("tape", 101)), available))
                .isEqualTo(
                        new Plan.Take(
                                Stream.concat(
                                                Stream.of(new ItemUnits(item("tape", "l99"), 50)),
                                                IntStream.range(0, 51)
                                                        .mapToObj(
                                                                i ->
                                                                        new ItemUnits(
                                                                                item(
                                                                                        "tape",
                                                                                        "l" + i),
                                                                                1)))
                                        .toList()));
    }

    @Test
    void plan_neverTakesFromMoreItemsThanOneTransactionCanGiveBack() {
        var locations = manyLocations();
        Map<ItemKey, Long> available =
                locations.byPriority().stream()
                        .collect(
                                Collectors.toMap(
                                        location -> ItemKey.of(new Sku("tape"), location),
                                        _ -> 1L));
        var wide = new LineAssignment(sourcing(locations));

        assertThat(wide.plan(units(line("tape", 99)), available)).isInstanceOf(Plan.Take.class);
        assertThat(wide.plan(units(line("tape", 100)), available))
                .isEqualTo(
                        new Plan.Refuse(
                                List.of(new Shortage(new Sku("tape"), Optional.empty(), 100, 99)),
                                true));
    }

    private static Locations manyLocations() {
        return Locations.parse(
                IntStream.range(0, 100).mapToObj(i -> "l" + i).collect(Collectors.joining(",")));
    }

    private Plan plan(Map<ItemKey, Long> available, RequestedLine... lines) {
        return sourcing.plan(units(lines), available);
    }

    private static SortedMap<LineKey, Long> units(RequestedLine... lines) {
        return Contents.unitsByLine(List.of(lines));
    }

    private static Plan take(ItemUnits... units) {
        return new Plan.Take(List.of(units));
    }

    /** The locations that may serve an order of the storefront. */
    static Sourcing sourcing(Locations locations) {
        return new Sourcing(
                Places.planned(locations), new Seller(new Channel("storefront"), Optional.empty()));
    }
}
