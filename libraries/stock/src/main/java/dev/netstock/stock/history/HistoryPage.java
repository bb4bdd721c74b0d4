package dev.netstock.stock.history;

import java.util.List;
import java.util.Optional;

/**
 * A page of a SKU's history, newest first.
 *
 * @param entries the changes
 * @param next the cursor of the next page; empty on the last one
 */
public record HistoryPage(List<HistoryEntry> entries, Optional<String> next) {
    public HistoryPage {
        entries = List.copyOf(entries);
    }
}
