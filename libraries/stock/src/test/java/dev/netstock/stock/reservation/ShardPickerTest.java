package dev.netstock.stock.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.table.ClosedShardForwarding;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.LastChange.Kind;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Orders of split SKUs, with one line per SKU. */
class ShardPickerTest {
    private static final OrderId ORDER = new OrderId("order");
    private static final LastChange CHANGE =
            new LastChange(Kind.MOVE, Optional.empty(), 0, "attempt", 0);

    @ParameterizedTest
    @ValueSource(ints = {1, 49, 50, 70, 99})
    void pickAll_ofSplitSkus_fitIntoOneTransaction(int lines) {
        var picked = pick(lines, 5, 5);
        assertThat(picked).hasValueSatisfying(items -> assertThat(items).hasSize(lines));
        assertThat(ClosedShardForwarding.fits(picked.orElseThrow())).isTrue();
    }

    @Test
    void pickAll_ofFewLines_spreadsOrdersOverItems() {
        var others =
                IntStream.range(0, 40)
                        .mapToObj(order -> new OrderId("order-" + order))
                        .flatMap(order -> pick(order, 1, 5, 5).orElseThrow().stream())
                        .filter(item -> item.shard() > 0);
        assertThat(others).isNotEmpty();
    }

    @Test
    void pickAll_ofItemsThatHaveExactlyEnough_spreadsOrders() {
        var items =
                IntStream.range(0, 40)
                        .mapToObj(order -> new OrderId("order-" + order))
                        .flatMap(order -> pick(order, 1, 2, 2).orElseThrow().stream())
                        .map(ItemKey::shard);
        assertThat(items).contains(0, 1);
    }

    @Test
    void pickAll_ofMoreItemsThanATransactionGivesBack_takesFirstItems() {
        assertThat(pick(60, 2, 5)).isPresent();
    }

    @Test
    void pickAll_whenTheFirstItemsAreEmpty_takesNoMoreThanATransactionGivesBack() {
        assertThat(pick(49, 0, 5)).isPresent();
        assertThat(pick(50, 0, 5)).isEmpty();
    }

    @Test
    void pickAll_nearTheTransactionLimit_takesFromTheFirstItemsFirst() {
        List<ItemUnits> wanted = wanted(33, 6);

        assertThat(ShardPicker.pickAll(wanted, reading(wanted, 1, 5, 5), ORDER))
                .hasValueSatisfying(
                        units ->
                                assertThat(units)
                                        .hasSize(66)
                                        .contains(
                                                new ItemUnits(wanted.getFirst().item(), 1),
                                                new ItemUnits(
                                                        wanted.getFirst().item().shard(1), 5)));
    }

    @Test
    void pickAll_whenNoItemHasEnough_takesFromTheFullestItems() {
        List<ItemUnits> wanted = wanted(1, 6);
        ItemKey first = wanted.getFirst().item();

        assertThat(ShardPicker.pickAll(wanted, reading(wanted, 1, 4, 5), ORDER))
                .hasValueSatisfying(
                        units ->
                                assertThat(units)
                                        .containsExactly(
                                                new ItemUnits(first.shard(2), 5),
                                                new ItemUnits(first.shard(1), 1)));
    }

    @Test
    void pickAll_whenOnePlaceHasTooFewUnits_isEmpty() {
        assertThat(pick(3, 1, 0)).isEmpty();
    }

    private static Optional<List<ItemKey>> pick(int lines, long first, long other) {
        return pick(ORDER, lines, first, other);
    }

    /** Picks two units per line, from places whose items have these units. */
    private static Optional<List<ItemKey>> pick(OrderId order, int lines, long first, long other) {
        List<ItemUnits> wanted = wanted(lines, 2);
        return ShardPicker.pickAll(wanted, reading(wanted, first, other), order)
                .map(units -> units.stream().map(ItemUnits::item).toList());
    }

    private static List<ItemUnits> wanted(int lines, long units) {
        return IntStream.range(0, lines)
                .mapToObj(line -> ItemKey.of(new Sku("sku-" + line), new Location("east")))
                .map(place -> new ItemUnits(place, units))
                .toList();
    }

    private static ItemSnapshot reading(List<ItemUnits> places, long... units) {
        return new ItemSnapshot(
                places.stream()
                        .map(ItemUnits::item)
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), place -> items(place, units))),
                0);
    }

    private static List<StockItem> items(ItemKey place, long... units) {
        return IntStream.range(0, units.length)
                .mapToObj(
                        shard ->
                                item(
                                        place.shard(shard),
                                        units[shard],
                                        shard == 0
                                                ? new Layout(
                                                        units.length,
                                                        units.length,
                                                        Optional.empty())
                                                : Layout.OF_OTHERS))
                .toList();
    }

    private static StockItem item(ItemKey key, long available, Layout layout) {
        return new StockItem(key, available, 0, 1, layout, CHANGE, Optional.empty());
    }
}
