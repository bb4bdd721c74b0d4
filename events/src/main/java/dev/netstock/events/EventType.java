package dev.netstock.events;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of events. A type's meaning never changes; what would break a consumer becomes a new
 * type. Members may be added to a type's data: consumers overlook those that they do not know.
 */
public enum EventType {
    RESERVATION_RESERVED("reservation.reserved"),
    RESERVATION_CONFIRMED("reservation.confirmed"),
    RESERVATION_RELEASED("reservation.released"),
    RESERVATION_EXPIRED("reservation.expired"),
    RESERVATION_CANCELLED("reservation.cancelled"),
    RESERVATION_SHIPPED("reservation.shipped"),
    SUPPLY_CHANGED("supply.changed"),
    STOCK_CORRECTED("stock.corrected"),
    RECONCILE_FINISHED("reconcile.finished"),
    OVERSOLD("oversold"),
    LEVEL_CHANGED("level.changed"),
    STOCK_LOW("stock.low"),
    STOCK_RECOVERED("stock.recovered"),
    REPLENISHMENT_REQUESTED("replenishment.requested"),
    DISPLAY_SAMPLES_CHANGED("display-samples.changed"),
    SALE_MODE_CHANGED("sale-mode.changed");

    private final String text;

    EventType(String text) {
        this.text = text;
    }

    /** As events and filter policies spell it. */
    public String text() {
        return text;
    }

    /** Reads what {@link #text} gave; empty if no such type is known (yet). */
    public static Optional<EventType> parse(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }
}
