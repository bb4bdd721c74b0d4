package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.reconcile.judgement.Manipulation;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.limit.AllowanceKey;

import java.time.Instant;
import java.util.Optional;

/**
 * A difference between net stock and the ledger, or within one of them.
 *
 * @param kind its kind
 * @param subject what it concerns; unique within its kind
 * @param item the SKU at a location, or the shard
 * @param orderId the order
 * @param event the event
 * @param numbers the expected and the actual number
 * @param edited by how much the numbers of an item are too high
 * @param ledgerVersion the version of the item's supply; 0 if the finding concerns no item
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
    /** A delta, with the id and time that the ledger has. */
    record Event(String id, Instant at) {}

    /** The expected and the actual number. */
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

    /** The key has the customer as a keyed hash only. */
    static Finding ofAllowance(AllowanceKey key, Optional<OrderId> order, Numbers units) {
        return new Finding(
                Kind.WRONG_ALLOWANCE,
                order.map(it -> key.text() + " " + it.value()).orElseGet(key::text),
                Optional.empty(),
                order.map(OrderId::value),
                Optional.empty(),
                Optional.of(units),
                Optional.empty(),
                0);
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
