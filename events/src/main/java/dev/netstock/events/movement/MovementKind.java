package dev.netstock.events.movement;

import java.util.Arrays;
import java.util.Optional;

/** What kind of movement it is; the kind gives the sign by which units change what is on hand. */
public enum MovementKind {
    /** Sold over the counter; with an order id, the books telling of an order that was shipped. */
    SALE("sale", Direction.OUT),
    /** Goods came in. */
    RECEIPT("receipt", Direction.IN),
    /** A stock-take found more, or fewer. */
    ADJUSTMENT("adjustment", Direction.AS_SIGNED),
    /** The warehouse telling of an order that was shipped. */
    SHIPMENT("shipment", Direction.OUT),
    /** Goods came from another place, or went there. */
    TRANSFER("transfer", Direction.AS_SIGNED),
    /** A customer brought goods back, and they can be sold again. */
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

    /** As events, files and the ledger spell it. */
    public String text() {
        return text;
    }

    /** Whether units of it have a sign; those of the others are 1 or more. */
    public boolean isSigned() {
        return direction == Direction.AS_SIGNED;
    }

    /** The units as they change what is on hand. */
    public long signed(long units) {
        return direction == Direction.OUT ? -units : units;
    }

    /** Reads what {@link #text} gave; empty if there is no such kind. */
    public static Optional<MovementKind> parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
