package dev.netstock.ledger.inquiry;

import java.util.List;
import java.util.Optional;

/**
 * A page of items.
 *
 * @param next where the next page begins; empty if there are no more items
 */
record ItemPage(List<FoundItem> items, Optional<ItemPosition> next) {
    ItemPage {
        items = List.copyOf(items);
    }
}
