package dev.netstock.local.saleday.snapshot;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A snapshot of items and rows, of some SKUs and of the orders of one sale. */
public record StockSnapshot(
        List<StockItem> items, List<DeltaRow> rows, List<AllowanceRow> allowances) {
    private static final Set<String> ENDS = Set.of("CONFIRMED", "RELEASED", "EXPIRED");

    public StockSnapshot {
        items = List.copyOf(items);
        rows = List.copyOf(rows);
        allowances = List.copyOf(allowances);
    }

    /** A snapshot of SKUs without limits. */
    public StockSnapshot(List<StockItem> items, List<DeltaRow> rows) {
        this(items, rows, List.of());
    }

    /** The part of the snapshot for these SKUs and for orders with this id prefix. */
    public StockSnapshot of(Set<String> skus, String orderPrefix) {
        return new StockSnapshot(
                items.stream().filter(item -> skus.contains(item.key().sku())).toList(),
                rows.stream()
                        .filter(
                                row ->
                                        row.orderId().startsWith(orderPrefix)
                                                || row.lines().stream()
                                                        .anyMatch(
                                                                line ->
                                                                        skus.contains(
                                                                                line.key().sku())))
                        .toList(),
                allowances.stream().filter(row -> skus.contains(row.sku())).toList());
    }

    /** The steps of each order, sorted. */
    public Map<String, List<DeltaRow>> steps() {
        return rows.stream()
                .filter(DeltaRow::isStep)
                .sorted(Comparator.comparing(DeltaRow::step))
                .collect(groupingBy(DeltaRow::orderId, TreeMap::new, toList()));
    }

    /** Orders with a reservation that is neither confirmed, released nor expired. */
    public List<String> openHolds() {
        return steps().entrySet().stream()
                .filter(order -> isHeld(order.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isHeld(List<DeltaRow> steps) {
        return steps.stream().anyMatch(row -> row.is("RESERVED"))
                && steps.stream().noneMatch(row -> ENDS.contains(row.type()));
    }

    /** The total supply. */
    public long supply() {
        return items.stream().mapToLong(item -> item.supply().orElse(0)).sum();
    }

    /** The total supply according to the rows. */
    public long supplyFromRows() {
        return rows.stream()
                .filter(row -> row.is("SUPPLY"))
                .flatMap(row -> row.lines().stream())
                .mapToLong(DeltaRow.Entry::units)
                .sum();
    }

    /** Whether the items of two snapshots are equal. */
    public boolean hasSameItems(StockSnapshot other) {
        return Set.copyOf(items).equals(Set.copyOf(other.items));
    }

    /** Units of an item that orders have claimed, according to their rows. */
    public long claimed(ItemKey key) {
        long corrected =
                rows.stream()
                        .filter(row -> row.lines().stream().anyMatch(at -> at.key().equals(key)))
                        .mapToLong(DeltaRow::reserved)
                        .sum();
        return corrected
                - rows.stream()
                        .filter(DeltaRow::isStep)
                        .flatMap(row -> row.lines().stream())
                        .filter(line -> line.key().equals(key))
                        .mapToLong(DeltaRow.Entry::units)
                        .sum();
    }

    /** The available units of an item according to all rows. */
    public long availableFromRows(ItemKey key) {
        return rows.stream()
                .filter(row -> !row.isUndo())
                .flatMap(row -> row.lines().stream())
                .filter(line -> line.key().equals(key))
                .mapToLong(DeltaRow.Entry::units)
                .sum();
    }

    /** Units of takes that are neither claimed nor undone. */
    public long unclaimed() {
        return items.stream().mapToLong(item -> item.reserved() - claimed(item.key())).sum();
    }
}
