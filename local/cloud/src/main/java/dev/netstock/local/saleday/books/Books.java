package dev.netstock.local.saleday.books;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The items and rows of some SKUs, and of the orders of one sale. */
public record Books(List<Item> items, List<Row> rows) {
    private static final Set<String> ENDS = Set.of("CONFIRMED", "RELEASED", "EXPIRED");

    public Books {
        items = List.copyOf(items);
        rows = List.copyOf(rows);
    }

    /** Of all that is in the tables, what concerns these SKUs, or orders with such ids. */
    public Books of(Set<String> skus, String orderPrefix) {
        return new Books(
                items.stream().filter(item -> skus.contains(item.place().sku())).toList(),
                rows.stream()
                        .filter(
                                row ->
                                        row.orderId().startsWith(orderPrefix)
                                                || row.lines().stream()
                                                        .anyMatch(
                                                                line ->
                                                                        skus.contains(
                                                                                line.place()
                                                                                        .sku())))
                        .toList());
    }

    /** The steps of each order, in their order. */
    public Map<String, List<Row>> steps() {
        return rows.stream()
                .filter(Row::isStep)
                .sorted(Comparator.comparing(Row::step))
                .collect(groupingBy(Row::orderId, TreeMap::new, toList()));
    }

    /** Orders that are reserved, and neither paid nor given back. */
    public List<String> held() {
        return steps().entrySet().stream()
                .filter(order -> isHeld(order.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isHeld(List<Row> steps) {
        return steps.stream().anyMatch(row -> row.is("RESERVED"))
                && steps.stream().noneMatch(row -> ENDS.contains(row.type()));
    }

    /** Units that may be promised at all. */
    public long supply() {
        return items.stream().mapToLong(item -> item.supply().orElse(0)).sum();
    }

    /** The same, by the rows. */
    public long suppliedByRows() {
        return rows.stream()
                .filter(row -> row.is("SUPPLY"))
                .flatMap(row -> row.lines().stream())
                .mapToLong(Row.Entry::units)
                .sum();
    }

    /** Whether no item changed between two readings. */
    public boolean hasSameItems(Books other) {
        return Set.copyOf(items).equals(Set.copyOf(other.items));
    }

    /** Units of an item that orders own, by their rows. */
    public long claimed(Place place) {
        long corrected =
                rows.stream()
                        .filter(
                                row ->
                                        row.lines().stream()
                                                .anyMatch(at -> at.place().equals(place)))
                        .mapToLong(Row::reserved)
                        .sum();
        return corrected
                - rows.stream()
                        .filter(Row::isStep)
                        .flatMap(row -> row.lines().stream())
                        .filter(line -> line.place().equals(place))
                        .mapToLong(Row.Entry::units)
                        .sum();
    }

    /** What is available of an item, by all rows. */
    public long entered(Place place) {
        return rows.stream()
                .filter(row -> !row.isUndo())
                .flatMap(row -> row.lines().stream())
                .filter(line -> line.place().equals(place))
                .mapToLong(Row.Entry::units)
                .sum();
    }

    /** Units of takes that no claim names and nobody gave back. */
    public long open() {
        return items.stream().mapToLong(item -> item.reserved() - claimed(item.place())).sum();
    }
}
