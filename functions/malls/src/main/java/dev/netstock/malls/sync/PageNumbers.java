package dev.netstock.malls.sync;

import dev.netstock.malls.port.MallItem;
import dev.netstock.stock.Sku;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of a mall's pages of a SKU each item is. Derived from the items that sell the SKU, in the
 * order of their names: so it is right again with the next level, whatever a process that died left
 * behind.
 */
final class PageNumbers {
    private PageNumbers() {}

    /** All items that sell a SKU, with their numbers, by name. */
    static Map<MallItem, ItemRow> of(Sku sku, List<ItemRow> rows) {
        List<ItemRow> ordered =
                rows.stream()
                        .sorted(
                                Comparator.comparing((ItemRow row) -> row.item().item())
                                        .thenComparing(row -> row.item().variant()))
                        .toList();
        Map<MallItem, ItemRow> numbered = new LinkedHashMap<>();
        for (ItemRow row : ordered) {
            numbered.put(row.item(), row.withPage(sku, numbered.size(), ordered.size()));
        }
        return numbered;
    }
}
