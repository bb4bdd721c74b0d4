package dev.netstock.stock.delta;

import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

/**
 * The cause of a change of net stock: an order, the ledger's supply, a correction, a comparison
 * with the ledger, or a move between the items of a SKU. It is the partition key of its deltas.
 *
 * @param kind which of them
 * @param id the order's id, {@code sku#location}, or the id of the correction, the comparison or
 *     the move
 */
public record Cause(Kind kind, String id) {
    /** The kinds of causes; each is the prefix of its key in lower case. */
    public enum Kind {
        ORDER("order#"),
        SUPPLY("supply#"),
        CORRECTION("correction#"),
        RECONCILE("reconcile#"),
        MOVE("move#");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        public String prefix() {
            return prefix;
        }
    }

    public static Cause of(OrderId orderId) {
        return new Cause(Kind.ORDER, orderId.value());
    }

    public static Cause supplyOf(Sku sku, Location location) {
        return new Cause(Kind.SUPPLY, sku + "#" + location);
    }

    /** A correction; its author chooses the id, and the same id means the same correction. */
    public static Cause correction(String id) {
        return new Cause(Kind.CORRECTION, id);
    }

    /** A comparison with the ledger; its author chooses the id. */
    public static Cause reconcile(String run) {
        return new Cause(Kind.RECONCILE, run);
    }

    /** A move of units between the items of a SKU; its author chooses the id. */
    public static Cause move(String id) {
        return new Cause(Kind.MOVE, id);
    }

    /** Reads back what {@link #key} wrote. */
    public static Cause parse(String key) {
        for (Kind kind : Kind.values()) {
            if (key.startsWith(kind.prefix)) {
                return new Cause(kind, key.substring(kind.prefix.length()));
            }
        }
        throw new IllegalArgumentException(
                "A cause begins with order#, supply#, correction#, reconcile# or move#");
    }

    public String key() {
        return kind.prefix + id;
    }
}
