package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.reconcile.judging.Manipulation;
import dev.netstock.stock.ItemKey;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is wrong.
 *
 * @param kind what
 * @param subject where: unique among those of its kind
 * @param item the SKU at a location, or shard, that is concerned
 * @param orderId the order that is concerned
 * @param event the event that is concerned
 * @param numbers what was expected, and what was there
 * @param edited by how much the numbers of an item are too high
 * @param ledgerVersion the version of the item's supply; 0 where it is none of an item
 */
record Finding(
        Kind kind,
        String subject,
        Optional<ItemKey> item,
        Optional<String> orderId,
        Optional<Event> event,
        Optional<Numbers> numbers,
        Optional<Manipulation> edited,
        long ledgerVersion) {
    /** A delta, as the ledger names it. */
    record Event(String id, Instant at) {}

    /** What was expected, and what was there. */
    record Numbers(long expected, long actual) {}

    static Finding ofItem(
            Kind kind,
            ItemKey item,
            Optional<Numbers> numbers,
            Optional<Manipulation> edited,
            long ledgerVersion) {
        return new Finding(
                kind,
                subject(item),
                Optional.of(item),
                Optional.empty(),
                Optional.empty(),
                numbers,
                edited,
                ledgerVersion);
    }

    static Finding ofEvent(Kind kind, Event event, Optional<ItemKey> item, Numbers numbers) {
        return new Finding(
                kind,
                event.id() + " " + event.at(),
                item,
                Optional.empty(),
                Optional.of(event),
                Optional.of(numbers),
                Optional.empty(),
                0);
    }

    private static String subject(ItemKey item) {
        return item.shard() == 0
                ? item.sku() + "/" + item.location()
                : item.sku() + "/" + item.location() + "/" + item.shard();
    }
}
