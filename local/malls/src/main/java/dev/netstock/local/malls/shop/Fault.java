package dev.netstock.local.malls.shop;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A kind of misbehaviour, or a setting of one. */
public enum Fault {
    /** How long after it was placed an order shows in the API. */
    ORDER_LAG("orderLagSeconds", Unit.SECONDS, 0),
    /** The share of orders that show much later. */
    LATE_PUBLISHED("latePublished", Unit.PROBABILITY, 0),
    LATE_PUBLISHED_TIME("latePublishedSeconds", Unit.SECONDS, 600),
    /** The connection is closed before anything is done. */
    LOSE_REQUEST("loseRequest", Unit.PROBABILITY, 0),
    /** Everything is done, and then the connection is closed without an answer. */
    LOSE_ANSWER("loseAnswer", Unit.PROBABILITY, 0),
    /** A request within the rates is refused as if it exceeded them. */
    THROTTLE("throttle", Unit.PROBABILITY, 0),
    /** A request is refused with the mall's answer of an overload. */
    UNAVAILABLE("unavailable", Unit.PROBABILITY, 0),
    /** Every request is refused with the mall's answer of its maintenance. */
    MAINTENANCE("maintenance", Unit.SWITCH, 0),
    /** Whether the mall's rates are enforced. */
    RATE_LIMITS("rateLimits", Unit.SWITCH, 1),
    /** A write is refused because of a concurrent one. */
    CONFLICT("conflict", Unit.PROBABILITY, 0),
    /**
     * Rakuten: a bulk write with a wrong entry applies the other entries. Yahoo: an item of a write
     * fails.
     */
    PARTIAL("partial", Unit.PROBABILITY, 0),
    /** Yahoo: an item is written, and cannot be read back. */
    FAIL_READ_BACK("failReadBack", Unit.PROBABILITY, 0),
    /**
     * Yahoo: a relative write below 0 ends at 0; otherwise it is refused. Which is true is unknown.
     */
    CLAMP_BELOW_ZERO("clampBelowZero", Unit.SWITCH, 0),
    /** Yahoo: each access token comes with a new refresh token, and the old one ends. */
    ROTATE_REFRESH_TOKEN("rotateRefreshToken", Unit.SWITCH, 0),
    /** Amazon: a write is answered with 200 and INVALID. */
    INVALID("invalid", Unit.PROBABILITY, 0),
    /** Amazon: how long after its acceptance a write is applied. */
    APPLY_TIME("applySeconds", Unit.SECONDS, 60),
    LOSE_NOTIFICATION("loseNotification", Unit.PROBABILITY, 0),
    DUPLICATE_NOTIFICATION("duplicateNotification", Unit.PROBABILITY, 0),
    /** A notification is sent up to {@link #SHUFFLE_TIME} later than it should be. */
    SHUFFLE_NOTIFICATION("shuffleNotification", Unit.PROBABILITY, 0),
    SHUFFLE_TIME("shuffleSeconds", Unit.SECONDS, 10);

    /** How the value is written. */
    public enum Unit {
        PROBABILITY,
        SECONDS,
        SWITCH
    }

    private final String text;
    private final Unit unit;
    private final double usual;

    Fault(String text, Unit unit, double usual) {
        this.text = text;
        this.unit = unit;
        this.usual = usual;
    }

    /** Those that every mall has. */
    public static Set<Fault> ofEveryMall() {
        return EnumSet.range(ORDER_LAG, RATE_LIMITS);
    }

    /** Those of a mall that notifies. */
    public static Set<Fault> ofNotifications() {
        return EnumSet.range(LOSE_NOTIFICATION, SHUFFLE_TIME);
    }

    /** The fault with this name in the admin API. */
    public static Optional<Fault> of(String text) {
        return Arrays.stream(values()).filter(it -> it.text.equals(text)).findFirst();
    }

    /** The name in the admin API. */
    public String text() {
        return text;
    }

    public Unit unit() {
        return unit;
    }

    /** The value unless another is set. */
    public double usual() {
        return usual;
    }
}
