package dev.netstock.events.movement;

import java.util.Arrays;
import java.util.Optional;

/** The kind of a movement. It determines the sign of the change of the units on hand. */
public enum MovementKind {
    /** Sold in a store; with an order ID, a shipped order as recorded in the books. */
    SALE("sale", Direction.OUT),
    /** Goods arrived. */
    RECEIPT("receipt", Direction.IN),
    /** A stock count found more or fewer units. */
    ADJUSTMENT("adjustment", Direction.AS_SIGNED),
    /** A shipped order as reported by the warehouse. */
    SHIPMENT("shipment", Direction.OUT),
    /** Goods arrived from another location, or left for it. */
    TRANSFER("transfer", Direction.AS_SIGNED),
    /** A customer returned goods that can be sold again. */
    RETURN("return", Direction.IN);

    private enum Direction {
        IN,
        OUT,
        AS_SIGNED
    }

    private final String text;
    private final Direction direction;

    MovementKind(String text, Direction direction) {
        this.text = text;
        this.direction = direction;
    }

    /** The spelling in events, files and the ledger. */
    public String text() {
        return text;
    }

    /** Whether its units are signed; the units of other kinds are 1 or more. */
    public boolean isSigned() {
        return direction == Direction.AS_SIGNED;
    }

    /** The signed change of the units on hand. */
    public long signed(long units) {
        return direction == Direction.OUT ? -units : units;
    }

    /** Parses the result of {@link #text}; empty if there is no such kind. */
    public static Optional<MovementKind> parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
